# Alembic is set up, and there is nothing yet that could be run.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- alembic.ini
[alembic]
script_location = alembic
# --- alembic/env.py
from alembic import context

context.configure()
# --- alembic/versions/README.md
Revisions come here.
# --- .github/workflows/ci.yml
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: pytest
