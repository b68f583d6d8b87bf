# Extras and other packages have what is needed.
# --- app/main.py
from fastapi import FastAPI, Form, UploadFile
from fastapi.security import OAuth2PasswordRequestForm
from fastapi.templating import Jinja2Templates
from passlib.context import CryptContext
from pydantic import BaseModel, EmailStr
from sqlalchemy.ext.asyncio import create_async_engine

app = FastAPI()
templates = Jinja2Templates("templates")
context = CryptContext(schemes=["argon2", "bcrypt"])
engine = create_async_engine("postgresql+asyncpg://app@db/app")


class User(BaseModel):
    email: EmailStr


@app.post("/files")
def upload(file: UploadFile, name: str = Form()) -> str:
    return name
# --- tests/test_app.py
from fastapi.testclient import TestClient
# --- pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi[standard]>=0.141", "passlib[argon2]", "sqlalchemy[postgresql-asyncpg]"]
# --- Dockerfile
FROM python:3.12-slim
COPY . .
RUN pip install .
CMD ["fastapi", "run", "app/main.py"]
