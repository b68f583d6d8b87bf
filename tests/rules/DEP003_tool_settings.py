# A pyproject.toml with settings of tools only says nothing of packages; the list is elsewhere.
# --- src/main.py
import argon2
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[tool.ruff]
line-length = 88
# --- infra/requirements/base.txt
fastapi==0.141.0
argon2-cffi==25.1.0
