# The container's check runs a script that asks a route of another name.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/api/about")
def about() -> dict[str, str]:
    return {"version": version()}

# --- scripts/alive.py
import requests

requests.get("http://127.0.0.1:8000/api/about", timeout=5).raise_for_status()

# --- Dockerfile
FROM python:3.12-slim
HEALTHCHECK CMD python $HOME/scripts/alive.py || exit 1
