# project expect: TST001 "none of 2 files of tests defines a test" "First rename `tests/test_mail.py`, which pytest runs when it imports it to look for tests. Then begin with `tests/test_app.py`: a `TestClient(app)`, one request, one `assert`; then one test for each endpoint. Set `DATABASE_URL`, without which the application does not start, in `tests/conftest.py` before it is imported."
# --- requirements.txt
fastapi==0.115.6
httpx==0.28.1
# --- main.py
import os

from fastapi import FastAPI

DATABASE_URL = os.environ["DATABASE_URL"]
app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"
# --- tests/test_mail.py
import smtplib

server = smtplib.SMTP("mail.internal")
print(server.noop())
# --- tests/test_prepared.py
import logging
import sys

sys.path.insert(0, ".")
logging.basicConfig()

if __name__ == "__main__":
    print("by hand")
