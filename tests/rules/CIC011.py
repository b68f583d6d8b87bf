# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- alembic.ini
[alembic]
script_location = alembic
# --- alembic/versions/1_first.py
revision = "1"
down_revision = None
# --- .github/workflows/ci.yml
on: push
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - run: ruff check
  test:  # expect: CIC011/suggestion
    runs-on: ubuntu-latest
    steps:
      - run: pytest
