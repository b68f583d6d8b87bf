# The buildpack builds the root, and the list is elsewhere.
# --- backend/main.py
from fastapi import FastAPI

app = FastAPI()
# --- backend/requirements.txt
fastapi==0.141.0
# --- Procfile
web: uvicorn main:app --app-dir backend --host 0.0.0.0 --port $PORT  # expect: DEP001/review "beside the Procfile"
