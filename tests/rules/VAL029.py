# --- app/main.py
from fastapi import APIRouter, FastAPI

STRICT = False

app = FastAPI(strict_content_type=False)  # expect: VAL029 "in an application that reads cookies (app/session.py)"
router = APIRouter(strict_content_type=STRICT)  # expect: VAL029
fine = FastAPI(strict_content_type=True)
plain = FastAPI()
# --- app/session.py
from fastapi import Request


def session_of(request: Request) -> str | None:
    return request.cookies.get("session")
