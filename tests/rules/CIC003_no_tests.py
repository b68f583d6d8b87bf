# --- .github/workflows/ci.yml
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: pytest tests/ --cov=app || echo "No tests found"  # expect: CIC003 "The tests cannot fail" "Name the folder of the tests first: `tests/` is not here."
      - run: pytest checks || true  # expect: CIC003 "The tests cannot fail" "Let them fail: take the excuse out. A test"
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- app/checks/test_main.py
def test_main() -> None:
    assert True
