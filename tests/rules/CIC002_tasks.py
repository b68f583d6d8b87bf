# --- pyproject.toml
[project]
name = "orders"
version = "1"
dependencies = ["fastapi"]

[tool.mypy]
strict = true

[tool.hatch.envs.default.scripts]
test-cov = "pytest --cov app"
lint-check = [
  "ruff check .",
  "mypy app",
]
# --- .github/workflows/ci.yml
on:
  pull_request:
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: hatch run lint-check
      - run: hatch run test-cov
      - run: gitleaks git
      - run: pip-audit
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/a")
def a() -> str:
    return "a"
# --- tests/test_app.py
def test_a() -> None:
    assert True
