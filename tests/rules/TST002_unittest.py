# --- requirements.txt
fastapi==0.115.6
pytest==8.3.4
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"
# --- tests/test_total.py
import unittest


class Total(unittest.TestCase):
    def test_total(self) -> None:
        self.assertEqual(1 + 1, 2)
# --- README.md
    python -m unittest
