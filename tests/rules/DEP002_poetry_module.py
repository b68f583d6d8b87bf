# The module is there.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- src/parcel_shop/__init__.py
X = 1
# --- README.md
    poetry install
# --- pyproject.toml
[tool.poetry]
name = "parcel-shop"
version = "0.1.0"

[tool.poetry.dependencies]
python = "^3.12"
fastapi = "^0.115"
