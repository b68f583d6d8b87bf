# What calls something else `request` is named, each of them.
# --- app/main.py
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Credentials(BaseModel):
    mail: str
    password: str


@app.post("/login")  # expect: SEC092 "how often `POST /login` and `POST /users/signup` may" "each endpoint needs a parameter `request: Request` for it: rename what `login` (`request: Credentials`) and `sign_up` (`request: Credentials`) have by that name"
def login(request: Credentials) -> str:
    return request.mail


@app.post("/users/signup")
def sign_up(request: Credentials) -> str:
    return request.mail
