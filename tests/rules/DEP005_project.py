# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[tool.poetry]
name = "shop"

[tool.poetry.dependencies]
python = "^3.12"
fastapi = "*"  # expect: DEP005/warning "a later version of `fastapi` and of what comes along, as `starlette` with `fastapi` does: no lock"
uvicorn = "^0.35"
redis = { version = "~5.0", extras = ["hiredis"] }

[tool.poetry.group.dev.dependencies]
pytest = "*"
