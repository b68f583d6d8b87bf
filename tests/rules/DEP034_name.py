# --- main.py
from fastapi import FastAPI

app = FastAPI()  # expect: DEP034 "`Procfile.txt` is no Procfile"
# --- Procfile.txt
web: uvicorn main:app
