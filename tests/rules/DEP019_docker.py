# The container's check asks a route of another name.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/api/about")
def about() -> dict[str, str]:
    return {"version": version()}

# --- docker/Dockerfile
FROM python:3.12-slim
COPY . .
HEALTHCHECK --interval=30s \
  CMD curl -f http://localhost:8000/api/about || exit 1
CMD ["uvicorn", "app.main:app"]
