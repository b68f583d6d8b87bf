# --- app/tokens.py
import jwt
from pydantic_settings import BaseSettings


class Config(BaseSettings):
    key: str  # expect: SEC058/warning "`key` signs tokens" "Tokens that `tests/tokens.py` keeps as text are to be made anew with the key that tests get."


config = Config()


def user_of(token: str) -> str:
    return jwt.decode(token, config.key, algorithms=["HS256"])["sub"]


def admin_of(token: str) -> str:
    return jwt.decode(token, "admin", algorithms=["HS256"])["sub"]  # expect: SEC058/critical "a key of 5 bytes" "Tokens that `tests/tokens.py` keeps"
# --- tests/tokens.py
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl"
