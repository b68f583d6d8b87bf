# --- .gitignore
__pycache__/
# above expect: SEC006/warning "`.gitignore` does not name `.env`"
# --- app/main.py
import os

from fastapi import FastAPI

app = FastAPI(title=os.environ["TITLE"])
