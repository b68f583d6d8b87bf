# --- .gitignore
__pycache__/
# above expect: SEC006/critical "does not name `.env`"
# --- .env
LOG_LEVEL=INFO
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
