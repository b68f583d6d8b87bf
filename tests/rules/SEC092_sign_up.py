# Who makes accounts without a limit: each call hashes a password.
# --- app/main.py
from fastapi import FastAPI
from pydantic import BaseModel

from app.settings import settings

app = FastAPI()


class NewAccount(BaseModel):
    name: str
    password: str


class Address(BaseModel):
    mail: str


@app.post("/users/signup")  # the login stands first, wherever it is
def sign_up(account: NewAccount) -> dict[str, str]:
    return {"made": account.name}


@app.post("/login")  # expect: SEC092 "how often `POST /login` and `POST /users/signup` may be tried" "Passwords can be tried, and accounts be made, as fast"
def login(account: NewAccount) -> dict[str, str]:
    return {"hello": account.name}


@app.post("/newsletter/signup")
def subscribe(address: Address) -> dict[str, str]:
    return {"mail": address.mail}


@app.post("/partners/register")
def register_partner(account: NewAccount) -> dict[str, str]:
    if not settings.allow_registration:
        raise PermissionError
    return {"made": account.name}

# --- app/settings.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    allow_registration: bool = False


settings = Settings()
