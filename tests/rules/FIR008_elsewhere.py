# Where Google does not run it there are no default credentials.
# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port $PORT
# --- main.py
import firebase_admin
from fastapi import FastAPI
from firebase_admin import credentials

firebase_admin.initialize_app(credentials.Certificate("/etc/secrets/key.json"))
app = FastAPI()
