# Nothing of the application is printed without being flushed: nothing waits in a buffer.
# --- .dockerignore
.git
# --- Dockerfile
FROM python:3.12-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["uvicorn", "app.main:app"]
# --- app/main.py
import logging
import sys

from fastapi import FastAPI

from app.agent import ask

app = FastAPI()
logging.basicConfig(stream=sys.stdout)


@app.get("/health")
def health() -> str:
    logging.getLogger(__name__).info("asked")
    print("asked", file=sys.stderr)
    print("asked", flush=True)
    return ask()
# --- scripts/load.py
print("loaded")
# --- app/agent.py
def ask() -> str:
    return "yes"


if __name__ == "__main__":
    print(ask())
