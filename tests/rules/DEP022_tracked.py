# --- history/1/.env
DATABASE_URL=postgresql://localhost/app
# --- .env
DATABASE_URL=postgresql://localhost/app
# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()
url = os.environ["DATABASE_URL"]
A = os.environ["FIRST_VARIABLE"]  # expect: DEP022/warning "named in no guide, example, manifest or script" "List each in `.env`, or in the `.env.example` that takes its place in git"
B = os.environ["SECOND_VARIABLE"]
