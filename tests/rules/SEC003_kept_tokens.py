# Tests keep tokens that were signed with the default.
# rules: SEC003, SEC058
# --- app/tokens.py
import os

import jwt
from pydantic_settings import BaseSettings

OLD_SECRET_KEY = os.getenv("OLD_SECRET_KEY", "letme")  # expect: SEC003 "Without `OLD_SECRET_KEY`" "Tokens that `tests/tokens.py` keeps", SEC058 "a key of 5 bytes"


class Config(BaseSettings):
    secret_key: str = "letme"  # expect: SEC003 "Without `secret_key`" "Write `secret_key: SecretStr = Field(min_length=32)` without a default: the start then fails where the variable is missing or, for it signs tokens, too short. The field needs `from pydantic import SecretStr, Field`.", SEC058 "signs tokens" "read with `.get_secret_value()`."
    admin_password: str = "letme"  # expect: SEC003 "Without `admin_password`" "put the value into an untracked `.env`"


config = Config()


def user_of(token: str) -> str:
    return jwt.decode(token, config.secret_key, algorithms=["HS256"])["sub"] + config.admin_password


def old_user_of(token: str) -> str:
    return jwt.decode(token, OLD_SECRET_KEY, algorithms=["HS256"])["sub"]


# --- tests/tokens.py
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl"
