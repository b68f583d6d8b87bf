# Who measures by the makefile runs the tests without what `make test` gives them.
# --- requirements.txt
fastapi==0.115.6
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/test_app.py
def test_app() -> None:
    assert True
# --- Makefile
cov:
	coverage run -m pytest  # expect: TST008 "Coverage is measured, and nothing fails when it falls" "give this command `ENV=test` as `make test` does"

test:
	ENV=test pytest tests
