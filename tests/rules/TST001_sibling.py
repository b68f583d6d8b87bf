# --- requirements.txt
fastapi==0.115.6
pytest==8.3.4
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"
# --- services/billing/checks/billing_test.py
import unittest


class Billing(unittest.TestCase):
    def test_total(self) -> None:
        self.assertEqual(1 + 1, 2)
