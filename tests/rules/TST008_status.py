# A commit's status fails below a threshold.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/test_app.py
def test_nothing() -> None:
    assert True
# --- pyproject.toml
[project]
dependencies = ["fastapi"]
# --- scripts/test.sh
coverage run -m pytest tests/
coverage report
# --- .github/workflows/smokeshow.yml
on: workflow_run
jobs:
  smokeshow:
    runs-on: ubuntu-24.04
    steps:
      - run: smokeshow upload htmlcov
        env:
          SMOKESHOW_GITHUB_COVERAGE_THRESHOLD: 90
