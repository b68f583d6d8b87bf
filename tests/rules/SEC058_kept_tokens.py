# --- app/tokens.py
import jwt
from pydantic_settings import BaseSettings


class Config(BaseSettings):
    key: str  # expect: SEC058/warning "`key` signs tokens" "Tokens that `tests/tokens.py` keeps as text are to be made with it"


config = Config()


def user_of(token: str) -> str:
    return jwt.decode(token, config.key, algorithms=["HS256"])["sub"]
# --- tests/tokens.py
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl"
