# Of runs that pytest's own options all measure, one takes all tests.
# --- pytest.ini
[pytest]
addopts = -q --cov=shop
#            ^^^^^ expect: TST008 "nothing fails when it falls" "Let it fail in the run of all tests: `--cov-fail-under=N` in the command of `.github/workflows/ci.yml:6`"
# --- requirements.txt
fastapi==0.115.0
# --- shop/__init__.py
# --- shop/main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/test_docs.py
from shop.main import app


def test_docs() -> None:
    assert app
# --- .github/workflows/ci.yml
on: [pull_request]
jobs:
  test:
    steps:
      - run: pytest tests/test_docs.py
      - run: pytest -q
