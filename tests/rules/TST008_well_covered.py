# --- requirements.txt
fastapi==0.115.6
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/test_app.py
def test_app() -> None:
    assert True
# --- setup.cfg
[coverage:report]
fail_under = 40
# --- lcov.info
TN:
SF:app/main.py
DA:1,1
DA:3,2
LF:2
LH:2
end_of_record
