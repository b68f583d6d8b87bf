# What calls name is called otherwise in PyJWT; stubs go with what they are of.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- app/factory.py
from jose import jwt


def make(claims: dict[str, str], key: str) -> str:
    return jwt.encode(claims=claims, key=key, algorithm="HS256")
# --- app/verifier.py
from jose import jwt


def read(token: str, key: str) -> dict[str, str]:
    return jwt.decode(token=token, key=key, algorithms=["HS256"])
# --- pyproject.toml
[project]
name = "shop"
dependencies = [
  "fastapi>=0.141",
  "python-jose==3.5.0",  # expect: SEC099 "without a release" "Use PyJWT (`encode` and `decode` take the same arguments but for the first one's name, `payload=` for `claims=` (`app/factory.py:5`) and `jwt=` for `token=` (`app/verifier.py:5`), `JWTError` is `jwt.PyJWTError`, `decode` fails without `algorithms=` (`loose/auth.py:11`), `get_unverified_claims` (`loose/auth.py:10`) is `decode` with `options="
]

[dependency-groups]
dev = ["types-python-jose"]
# --- loose/auth.py
from fastapi import FastAPI
from jose import jwt

app = FastAPI()


def read(token: str, key: str) -> dict[str, str]:
    jwt.decode(token, key, algorithms=["HS256"])
    jwt.decode(token, key, options={"verify_signature": False})
    jwt.get_unverified_claims(token)
    return jwt.decode(token, key)
