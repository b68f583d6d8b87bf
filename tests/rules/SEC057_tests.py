# --- app/tokens.py
import os

import jwt


class Tokens:
    @staticmethod
    def decode_expired(token: str) -> dict[str, str]:
        return jwt.decode(
            token, os.environ["KEY"], algorithms=["HS256"], options={"verify_exp": False}
        )

    @staticmethod
    def decode_late(token: str) -> dict[str, str]:
        return jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], options={"verify_exp": False})  # expect: SEC057


def name_of(token: str) -> str:
    return Tokens.decode_late(token)["name"]


# --- tests/test_tokens.py
from app.tokens import Tokens


def test_expired() -> None:
    assert Tokens.decode_expired("a.b.c")["name"] == "ada"


def test_late() -> None:
    assert Tokens.decode_late("a.b.c")["name"] == "ada"
