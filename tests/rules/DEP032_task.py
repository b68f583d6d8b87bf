# What starts the application is a task of the pyproject.toml, or a program that uv runs.
# --- tasks/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["task", "start"]  # expect: DEP032 "runs as root"
# --- tasks/pyproject.toml
[tool.taskipy.tasks]
test  = "pytest"
start = "uvicorn main:app --host 0.0.0.0"
# --- tasks/main.py
from fastapi import FastAPI

app = FastAPI()
# --- poe/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["poetry", "run", "poe", "serve"]  # expect: DEP032 "runs as root"
# --- poe/pyproject.toml
[tool.poe.tasks]
serve = "uvicorn main:app --host 0.0.0.0"
both = ["serve", "check"]
# --- poe/main.py
from fastapi import FastAPI

app = FastAPI()
# --- other/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["task", "check"]
# --- other/pyproject.toml
[tool.taskipy.tasks]
start = "uvicorn main:app --host 0.0.0.0"
check = "pytest"
# --- other/main.py
from fastapi import FastAPI

app = FastAPI()
# --- program/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["uv", "run", "serve.py"]  # expect: DEP032 "runs as root"
# --- program/serve.py
import uvicorn

if __name__ == "__main__":
    uvicorn.run("main:app", host="0.0.0.0")
# --- program/main.py
from fastapi import FastAPI

app = FastAPI()
# --- job/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["uv", "run", "tidy_up.py"]
# --- job/tidy_up.py
print("done")
