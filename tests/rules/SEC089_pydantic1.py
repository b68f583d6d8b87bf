# Pydantic 1 does not repeat what was sent.
# --- pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi<0.100", "pydantic>=1.9,<2"]
# --- app/main.py
from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel


class Login(BaseModel):
    email: str
    password: str


app = FastAPI()


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError) -> JSONResponse:
    return JSONResponse(status_code=422, content=jsonable_encoder({"detail": exc.errors()}))


@app.post("/login")
def login(credentials: Login) -> None: ...
