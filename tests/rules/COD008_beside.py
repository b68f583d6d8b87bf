# Somebody else's program was copied beside the application, with its own linter.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
# project expect: COD008/warning "Neither a linter nor a formatter"
fastapi==0.141.0
# --- dashboards/tests/pyproject.toml
[tool.ruff]
line-length = 100
