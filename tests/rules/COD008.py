# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]  # expect: COD008/warning "Neither a linter nor a formatter"
name = "shop"
dependencies = ["fastapi"]

[tool.mypy]
strict = true
