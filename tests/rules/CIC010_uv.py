# project expect: CIC010 "a bot" "/backend"
# --- backend/pyproject.toml
[project]
dependencies = ["fastapi"]
# --- backend/uv.lock
version = 1
# --- backend/main.py
from fastapi import FastAPI

app = FastAPI()
# --- tools/requirements.txt
anthropic
