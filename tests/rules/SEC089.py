# --- app/main.py
from fastapi import FastAPI

from app.models import Login, Page, Sent

app = FastAPI(title="API")  # expect: SEC089/review "with `password` in it" "with `from fastapi import Request`, `from fastapi.exceptions import RequestValidationError` and `from fastapi.responses import JSONResponse`."
small = FastAPI()


@app.post("/login")
def login(token: Sent, credentials: Login) -> Page: ...
# --- app/models.py
from pydantic import BaseModel, SecretStr


class Login(BaseModel):
    email: str
    password: SecretStr


class Sent(BaseModel):
    kind: str
    token: str


class Page(BaseModel):
    next_token: str
