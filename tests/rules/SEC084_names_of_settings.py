# --- app/main.py
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from app.config import config

app = FastAPI(title=config.TITLE)
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],  # expect: SEC084 "every origin" "in config.CORS_ORIGINS]`. Its variable holds JSON"
    allow_credentials=True,
)


@app.get("/a")
def a() -> str:
    return config.TITLE


# --- app/config.py
from pydantic_settings import BaseSettings


class Config(BaseSettings):
    TITLE: str = "orders"
    DEBUG: bool = False


config = Config()
