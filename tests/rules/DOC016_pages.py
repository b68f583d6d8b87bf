# --- requirements.txt
fastapi==0.115.6
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- README.md
Orders
    docker compose up
# --- DEPLOYMENT.md
Cloud Run.
# --- docs/testing.md
pytest
# --- docs/configuration.md
Environment variables
