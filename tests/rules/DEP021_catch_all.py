# --- Dockerfile
FROM python:3.12-slim
HEALTHCHECK CMD curl -f http://localhost:8000/api/health || exit 1  # expect: DEP021 "reaches the catch-all route" "`/api/health/`"
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"]
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/api/health/")
def health() -> str:
    return "ok"


@app.api_route("/{path:path}", methods=["GET", "POST"], status_code=404)
def missing(path: str) -> str:
    return "no such page"
