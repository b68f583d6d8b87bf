# A class makes the application for whoever uses the library: its image is for those who build it.
# --- api/app.py
from fastapi import FastAPI


class Api:
    def __init__(self) -> None:
        self.app = FastAPI()

        @self.app.get("/items")
        def items() -> list:
            return []
# --- Dockerfile
FROM python:3.12-slim
COPY . .
RUN pip install --no-cache-dir .
