# --- requirements.txt
fastapi==0.115.6
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/test_total.py
import unittest  # expect: TST008 "Nothing measures" "`coverage run -m unittest discover -s tests`"


class Total(unittest.TestCase):
    def test_total(self) -> None:
        self.assertEqual(1 + 1, 2)
