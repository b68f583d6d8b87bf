# Poetry 1 is asked for.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- README.md
    pipx install poetry==1.8.3 && poetry install
# --- pyproject.toml
[tool.poetry]
name = "parcel-shop"
version = "0.1.0"

[tool.poetry.dependencies]
python = "^3.12"
fastapi = "^0.115"
