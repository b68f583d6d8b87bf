# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
name = "app"

[tool.pyright]  # expect: TYP008 "pyright is configured" "`# pyright: basic`"
typeCheckingMode = "basic"
