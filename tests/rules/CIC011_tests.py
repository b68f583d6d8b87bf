# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- alembic/versions/1_first.py
revision = "1"
down_revision = None
# --- tests/conftest.py
from alembic import command
from alembic.config import Config

command.upgrade(Config("alembic.ini"), "head")
# --- .github/workflows/ci.yml
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: pytest
