# No router can import a limiter that a function makes.
from fastapi import FastAPI
from pydantic import BaseModel
from slowapi import Limiter
from slowapi.util import get_remote_address


class Credentials(BaseModel):
    email: str
    password: str


def create_app() -> FastAPI:
    application = FastAPI()
    application.state.limiter = Limiter(key_func=get_remote_address)
    return application


app = create_app()


@app.post("/login")  # expect: SEC092 "may be tried" "make the `Limiter` in a module that routers can import, not in `create_app`, where `application.state.limiter = limiter` stays, and write"
def login(credentials: Credentials) -> str:
    return credentials.email
