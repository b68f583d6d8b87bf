# coverage.py reads the files of the folder where it is started.
# --- pyproject.toml
[project]
dependencies = ["fastapi"]
# --- backend/app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"
# --- backend/pytest.ini
[pytest]  # expect: TST008/warning "Nothing measures" "Install pytest-cov wherever the tests run, and add `addopts = --cov=app --cov-fail-under=N` in `backend/pytest.ini`"
testpaths = tests
# --- backend/tests/test_app.py
from fastapi.testclient import TestClient

from app.main import app


def test_health() -> None:
    assert TestClient(app).get("/health").status_code == 200
