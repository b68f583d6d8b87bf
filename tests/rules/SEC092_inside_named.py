# What reads `app.state.limiter` still has to find it, under whatever name it is set.
from fastapi import FastAPI
from pydantic import BaseModel
from slowapi import Limiter
from slowapi.util import get_remote_address


class Credentials(BaseModel):
    email: str
    password: str


def make_app() -> FastAPI:
    service = FastAPI()
    by_address = Limiter(key_func=get_remote_address)
    service.state.limiter = by_address
    return service


app = make_app()


@app.post("/login")  # expect: SEC092 "may be tried" "not in `make_app`, where `service.state.limiter = by_address` stays, and write"
def login(credentials: Credentials) -> str:
    return credentials.email
