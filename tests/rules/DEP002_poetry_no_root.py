# Nobody asks for the project itself.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- README.md
    poetry install --no-root
# --- pyproject.toml
[tool.poetry]
name = "parcel-shop"
version = "0.1.0"

[tool.poetry.dependencies]
python = "^3.12"
fastapi = "^0.115"
