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
# --- Makefile
cov:
	coverage run -m pytest

test:
	ENV=test pytest tests -s
# --- docker-compose.yml
services:
  db:
    image: mysql:8
# project expect: CIC001 "1 endpoint, 1 request" "`make test`, with the services of `docker-compose.yml`"
