# --- requirements.txt
fastapi==0.115.0
# --- main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/a")
def a() -> str: ...
# --- tests/test_main.py
from fastapi.testclient import TestClient

from main import app


def test_a() -> None:
    assert TestClient(app).get("/a").status_code == 200
# --- pytest.ini
[pytest]
testpaths = tests
# --- docker-compose.prod.yml
services:
  db:
    image: mysql:8
# --- tracing/.github/workflows/ci.yml
on: push
jobs: {}
# --- tracing/LICENSE
MIT
# --- tracing/Makefile
py-test:
	pytest tests
# project expect: CIC001 "1 endpoint, 1 request" "it runs `pytest`; a linter and a type checker beside it. Half a day."
