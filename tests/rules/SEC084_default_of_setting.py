# --- app/main.py
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from app.config import settings

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=settings.allowed_hosts, allow_credentials=True)


@app.get("/a")
def a() -> str:
    return "a"


# --- app/config.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    allowed_hosts: list[str] = ["*"]  # expect: SEC084 "every origin" "Let `allowed_hosts` be empty by default"


settings = Settings()
