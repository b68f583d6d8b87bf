# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi>=0.141", "uvicorn"]
# --- uv.lock
version = 1

[[package]]
name = "fastapi"
version = "0.141.0"
