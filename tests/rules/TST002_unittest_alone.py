# --- requirements.txt
fastapi==0.115.6
# --- app/main.py
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter()
# --- app/mail_test.py
from fastapi import APIRouter

router = APIRouter()


@router.post("/test")
def test_mail() -> str:
    return "sent"
# --- tests/_common.py
def test_request(url: str) -> None:
    print(url)
# --- tests/test_total.py
import unittest  # expect: TST002 "Nothing says" "`python -m unittest discover -s tests`"


class Total(unittest.TestCase):
    def test_total(self) -> None:
        self.assertEqual(1 + 1, 2)
