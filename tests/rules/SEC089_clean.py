# --- app/main.py
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel


class Login(BaseModel):
    email: str
    password: str


async def invalid(request: Request, exc: RequestValidationError) -> JSONResponse:
    return JSONResponse(status_code=422, content={"detail": exc.errors(include_input=False)})


app = FastAPI(exception_handlers={RequestValidationError: invalid})


@app.post("/login")
def login(credentials: Login) -> None: ...
