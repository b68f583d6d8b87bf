# It is told that there is none.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- README.md
    poetry install
# --- pyproject.toml
[tool.poetry]
name = "parcel-shop"
version = "0.1.0"
package-mode = false

[tool.poetry.dependencies]
python = "^3.12"
fastapi = "^0.115"
