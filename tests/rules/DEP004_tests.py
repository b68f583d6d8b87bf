# The tests' own list, which the pipeline installs.
# --- backend/requirements.txt
fastapi==0.115.0
uvicorn==0.30.0
# --- backend/tests/requirements.txt
-r ../requirements.txt
httpx==0.28.1
pytest==9.0.2
# --- backend/app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- backend/tests/test_main.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)
