# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi>=0.141
httpx2
# --- tests/test_app.py
from fastapi.testclient import TestClient

client = TestClient(None)
