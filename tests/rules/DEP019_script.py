# A script that the container runs asks a route of another name.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/api/about")
def about() -> dict[str, str]:
    return {"version": version()}

# --- scripts/healthcheck.py
import os
import sys

import requests


def main() -> None:
    port = os.getenv("PORT", "8000")
    answer = requests.get(f"http://127.0.0.1:{port}/api/about", timeout=5)
    sys.exit(0 if answer.status_code == 200 else 1)
