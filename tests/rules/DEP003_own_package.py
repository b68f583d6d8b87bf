# A package of the repository hands on what it declares, by whatever way it is found.
# --- packages/api/app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- packages/api/pyproject.toml
[project]
name = "api-server"
dependencies = ["shared", "uvicorn>=0.35"]
# --- packages/shared/pyproject.toml
[project]
name = "shared"
dependencies = ["fastapi>=0.141"]
# --- pyproject.toml
[tool.uv.workspace]
members = ["packages/*"]
# --- uv.lock
version = 1

[[package]]
name = "fastapi"
version = "0.141.0"
