# --- requirements.txt
fastapi==0.115.6
# --- app/main.py
import os

from fastapi import FastAPI

URL = os.environ["URL"]

app = FastAPI()
# --- tests/test_app.py
def test_app() -> None:
    assert True
# --- README.md
Orders  # expect: DOC016 "No README says how it is tested or which environment it needs"

    uvicorn app.main:app

Deployed to Koyeb. The latest version is the best.
# --- app/README.md
The application.
