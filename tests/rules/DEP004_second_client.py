# Starlette's test client takes httpx2 from 1.2 on.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi>=0.141
# --- tests/test_app.py
from fastapi.testclient import TestClient  # expect: DEP004/warning "`httpx2`" "for a Starlette before 1.2"

client = TestClient(None)
