# The only cookie is the state of an OAuth login, which says nothing about who somebody is.
# --- app/main.py
from fastapi import Depends, FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.security import HTTPBearer
from pydantic_settings import BaseSettings

STATE_COOKIE = "oauth_state"


class Settings(BaseSettings):
    cors_origins: list[str] = ["*"]  # expect: SEC084/review


settings = Settings()
app = FastAPI()
app.add_middleware(
    CORSMiddleware, allow_origins=settings.cors_origins, allow_credentials=True
)


@app.post("/orders", dependencies=[Depends(HTTPBearer())])
def create() -> None: ...


@app.get("/oauth/login")
def login(response: Response) -> None:
    response.set_cookie(STATE_COOKIE, "abc", secure=True, httponly=True)


@app.get("/oauth/callback")
def callback(request: Request, state: str) -> bool:
    return request.cookies.get(STATE_COOKIE) == state
