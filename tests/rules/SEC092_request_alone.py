# --- app/main.py
from fastapi import FastAPI, Request
from pydantic import BaseModel

app = FastAPI()


class Credentials(BaseModel):
    mail: str
    password: str


@app.post("/login")  # expect: SEC092 "`POST /login`" "each endpoint needs a parameter `request: Request` for it: rename what `sign_up` (`request: Credentials`) has by that name"
def login(request: Request, body: Credentials) -> str:
    return body.mail


@app.post("/users/signup")
def sign_up(request: Credentials) -> str:
    return request.mail
