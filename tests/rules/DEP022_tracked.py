# --- history/1/.env
DATABASE_URL=postgresql://localhost/app
# --- .env
DATABASE_URL=postgresql://localhost/app
# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()
url = os.environ["DATABASE_URL"]
A = os.environ["FIRST_VARIABLE"]  # expect: DEP022/warning "documented nowhere" "takes the place of `.env` in git"
B = os.environ["SECOND_VARIABLE"]
