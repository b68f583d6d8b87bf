# A password that the endpoint makes, and shows once to whoever asked for it.
import secrets

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()


class CreateUser(BaseModel):
    name: str
    password: str | None = None  # expect: VAL014/review


class Account(BaseModel):
    name: str
    password: str  # expect: VAL014/critical


@app.post("/users")
def create(data: CreateUser) -> CreateUser:
    if not data.password:
        generated = secrets.token_urlsafe()
        data.password = generated
    return data


@app.put("/users/{name}")
def change(name: str, data: CreateUser) -> CreateUser:
    if data.password or data.name == "":
        raise HTTPException(400, "Use the reset")
    return data


@app.post("/accounts")
def create_account(data: Account) -> Account:
    data.password = secrets.token_urlsafe()
    return data


@app.get("/accounts/{name}")
def read_account(name: str) -> Account:
    return Account(name=name, password="")
# --- app/generated.py
import secrets

from pydantic import BaseModel

from app.main import app


class Generated(BaseModel):
    password: str


class Stored(BaseModel):
    password: str  # expect: VAL014/critical


@app.get("/generate-password", response_model=Generated)
def generate():
    return Generated(password=generate_password())


@app.get("/other-password", response_model=Generated)
def other():
    password = "".join(secrets.choice("abc") for _ in range(16))
    return Generated(password=password)


@app.get("/stored", response_model=Stored)
def stored():
    row = load()
    return Stored(password=row.password)
