# Only one of the applications is in an image; copies in front of a shared store are no loss.
# --- shop/Dockerfile
FROM python:3.12-slim
WORKDIR /app
COPY main.py .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- shop/main.py
from fastapi import FastAPI
from redis import Redis

app = FastAPI()
redis = Redis()
carts: dict[str, str] = {}
cooldowns: dict[str, int] = {}
marks: dict[str, int] = {}


@app.post("/carts")
def create(name: str) -> None:
    carts[name] = "open"  # expect: DEP026/warning


def tell_all(name: str) -> None:
    redis.set(name, 1)


@app.post("/cooldowns")
def cool_down(name: str) -> None:
    cooldowns[name] = 1
    tell_all(name)


@app.post("/marks")
def mark(name: str) -> None:
    marks[name] = 1
    redis.set(name, 1)
# --- exercises/main.py
from fastapi import FastAPI

app = FastAPI()
recipes: dict[str, str] = {}


@app.post("/recipes")
def create(name: str) -> None:
    recipes[name] = "kept in memory only"
