# A pipeline that lints goes on doing so: hooks come in its versions.
# project expect: CIC009 "Nothing looks at changes" "let everybody run `pre-commit install`. Give them the versions that the pipeline runs, whose own steps stay."
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/ci.yml
on: pull_request
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: pip install ruff==0.8.4
      - run: ruff check .
