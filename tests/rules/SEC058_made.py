# A method of the settings makes the key where there is none.
# --- app/settings.py
from pathlib import Path
from uuid import uuid4

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    signing_key: str = ""
    other_key: str = ""  # expect: SEC058/warning

    def check_key(self) -> None:
        if self.signing_key:
            return
        self.signing_key = uuid4().hex
        Path("key").write_text(self.signing_key)

    def check_other(self) -> None:
        self.other_key = self.other_key or "none"


settings = Settings()
settings.check_key()
# --- app/main.py
import jwt
from fastapi import FastAPI

from app.settings import settings

app = FastAPI()


def token_for(user: str) -> str:
    return jwt.encode({"sub": user}, settings.signing_key, algorithm="HS256")


def other_token_for(user: str) -> str:
    return jwt.encode({"sub": user}, settings.other_key, algorithm="HS256")
