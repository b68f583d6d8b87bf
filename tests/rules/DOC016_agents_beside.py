# --- requirements.txt
fastapi==0.115.6
# --- main.py
import os

from fastapi import FastAPI

URL = os.environ["URL"]

app = FastAPI()
# --- README.md
Orders  # expect: DOC016 "No README says how it is deployed"
# --- CLAUDE.md
`uvicorn main:app`, with `URL` in the environment.
