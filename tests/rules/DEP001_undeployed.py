# Nothing says that it is deployed from here.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()  # expect: DEP001/review
# --- pyproject.toml
[tool.ruff]
line-length = 100
