# One that does not lint may run the hooks in place of steps of its own; only a scan needs one.
# project expect: CIC009 "Nothing looks at changes" "In the pipeline `pre-commit run --all-files` stands for steps of the linter and the formatter; secrets need a step"
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/ci.yml
on: pull_request
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: pytest
