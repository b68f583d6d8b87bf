# The container's check asks the port only.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()  # expect: DEP019


@app.get("/api/about")
def about() -> dict[str, str]:
    return {"version": version()}

# --- Dockerfile
FROM python:3.12-slim
HEALTHCHECK CMD nc -z localhost 8000
