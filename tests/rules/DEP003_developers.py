# --- pyproject.toml
[tool.poetry]
name = "orders"
version = "1.0.0"

[tool.poetry.dependencies]
python = "^3.12"
fastapi = "^0.115"

[tool.poetry.group.dev.dependencies]
pymongo-inmemory = "^0.4"
# --- main.py
from fastapi import FastAPI
from pymongo_inmemory import MongoClient  # expect: DEP003/warning "`pymongo-inmemory` is declared for development only" "because `poetry install` installs what is for developers as well"

app = FastAPI()
# --- Dockerfile
FROM python:3.12-slim
WORKDIR /app
COPY poetry.lock pyproject.toml ./
RUN poetry install --no-root
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
