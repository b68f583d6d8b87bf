# --- requirements.txt
fastapi==0.115.6
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/test_app.py
def test_app() -> None:  # expect: TST008 "Coverage has been measured, and nothing fails when it falls"
    assert True
# --- lcov.info
TN:
SF:app/main.py
DA:1,1
DA:3,1
end_of_record
