# --- server/app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
name = "tools"
# --- server/pyproject.toml
[project]  # expect: TYP008 "No type checker is configured"
name = "server"
dependencies = ["fastapi"]

[tool.ruff]
line-length = 100
