# Tests do not need a linter.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
ruff==0.12.0  # expect: DEP006 "`ruff`" "Move it to another file, `requirements-dev.txt`, and install that where it is used, also in `README.md`."
# --- README.md
Before a commit:

    pip install -r requirements.txt
    ruff check .
# --- docs/README.md
![Ruff](https://example.com/astral-sh/ruff/badge.svg)

    pip install -r ../requirements.txt
