# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- alembic.ini
[alembic]
script_location = alembic
# --- alembic/versions/1_first.py
revision = "1"
down_revision = None
# --- scripts/prestart.sh
set -e
alembic upgrade head
# --- .github/workflows/ci.yml
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: bash scripts/prestart.sh
      - run: pytest
