# What stands beside the folder it is started in is not known.
# --- Dockerfile
FROM python:3.12-slim
WORKDIR /app
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- main.py
import os
from pathlib import Path

from fastapi import FastAPI

app = FastAPI()


@app.post("/images")
def keep(name: str, content: str) -> None:
    Path(os.getcwd()).parent.joinpath("uploads", name).write_text(content)


@app.post("/notes")
def note(content: str) -> None:
    Path("notes.txt").write_text(content)  # expect: DEP025
