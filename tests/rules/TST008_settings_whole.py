# A run of the folder that holds all tests takes no part of them.
# --- pytest.ini
[pytest]
addopts = -q --cov=shop
#            ^^^^^ expect: TST008 "nothing fails when it falls" "Let it fail: `[report]` in `.coveragerc`"
# --- requirements.txt
fastapi==0.115.0
# --- shop/__init__.py
# --- shop/main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/api/test_docs.py
from shop.main import app


def test_docs() -> None:
    assert app
# --- .github/workflows/ci.yml
on: [pull_request]
jobs:
  test:
    steps:
      - run: pytest ./tests/
