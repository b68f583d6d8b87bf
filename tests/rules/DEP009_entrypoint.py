# What `fastapi run` serves is said by the pyproject.toml of its folder; a program finds what stands
# beside it; a module that makes its application by a call has one.
# --- backend/pyproject.toml
[project]
name = "example"

[tool.fastapi]
entrypoint = "app.main:api"  # expect: DEP009 "The module `app.main` has no `api`"

[tool.other]
entrypoint = "nowhere:app"
# --- backend/Dockerfile
FROM python:3.12-slim
WORKDIR /app/backend
COPY . .
CMD ["fastapi", "run", "--workers", "4"]
# --- backend/app/__init__.py
# --- backend/app/main.py
from app.factory import create_app

app = create_app()
# --- backend/app/factory.py
from fastapi import FastAPI


def create_app() -> FastAPI:
    return FastAPI()
# --- program/Dockerfile
FROM python:3.12-slim
WORKDIR /
COPY served /srv/served
CMD ["python", "/srv/served/main.py"]
# --- program/served/main.py
import uvicorn

if __name__ == "__main__":
    uvicorn.run("web:app", host="0.0.0.0")
# --- program/served/web.py
from fastapi import FastAPI

app = FastAPI()
