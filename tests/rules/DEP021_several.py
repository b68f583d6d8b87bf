# Which application is asked cannot be told.
# --- one.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/a")
def a() -> str:
    return "ok"
# --- two.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/b")
def b() -> str:
    return "ok"
# --- Dockerfile
FROM python:3.12-slim
HEALTHCHECK CMD curl -f http://localhost:8000/health
CMD ["uvicorn", "one:app", "--host", "0.0.0.0"]
