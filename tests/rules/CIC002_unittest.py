# --- requirements.txt
fastapi==0.115.6
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/test_total.py
import unittest


class Total(unittest.TestCase):
    def test_total(self) -> None:
        self.assertEqual(1 + 1, 2)
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  lint:  # expect: CIC002 "checks types, tests" "`mypy .`, `python -m unittest discover -s tests`"
    steps:
      - run: ruff check .
