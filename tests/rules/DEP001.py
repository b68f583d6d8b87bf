# A Procfile says where it runs: nothing says with what.
# --- app/main.py
import os

from fastapi import FastAPI

app = FastAPI()  # expect: DEP001/critical "says which packages"
# --- app/db.py
import sqlalchemy
# --- Procfile
web: uvicorn app.main:app --host 0.0.0.0 --port $PORT
# --- package.json
{"dependencies": {"react": "19"}}
# --- README.md
pip install fastapi uvicorn
