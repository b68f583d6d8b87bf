# A driver with which only tests connect belongs to what developers install.
# --- app/main.py
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import create_async_engine

app = FastAPI()
engine = create_async_engine("postgresql+asyncpg://shop@db/shop")
# --- tests/conftest.py
from sqlalchemy import create_engine

from app.main import app

engine = create_engine("postgresql://shop@localhost/shop")
# --- pyproject.toml
[project]
dependencies = [
    "fastapi>=0.141",
    "psycopg2-binary>=2.9.9",  # expect: SEC099/suggestion "psycopg2-binary" "Only tests connect with it (`tests/conftest.py:5`): move it to what only developers install and no image does."
]
