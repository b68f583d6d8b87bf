# The handler tells requests with secrets apart; a body of one field has nothing else that fails.
# --- app/main.py
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel


class Login(BaseModel):
    email: str
    password: str


class Success(BaseModel):
    api_key: str


app = FastAPI()
loopback = FastAPI()


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError) -> JSONResponse:
    if request.url.path.startswith("/login"):
        return JSONResponse(status_code=422, content={"detail": "invalid"})
    return JSONResponse(status_code=422, content={"detail": exc.errors()})


@app.post("/login")
def login(credentials: Login) -> None: ...


@loopback.post("/success")
def success(payload: Success) -> None: ...
