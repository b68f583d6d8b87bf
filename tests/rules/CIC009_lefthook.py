# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- lefthook.yml
pre-commit:
  commands:
    lint:
      run: ruff check
