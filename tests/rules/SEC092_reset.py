# Where an address is all that is told, mails are what is sent as often as somebody likes.
# --- app/main.py
from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/auth")


@router.post("/login")  # expect: SEC092 "`POST /auth/login` and `POST /auth/reset`" "Passwords can be tried, and mails be sent, as fast"
def login(name: str, password: str) -> str:
    return name


@router.post("/reset")
def reset(email: str) -> str:
    return email


app = FastAPI()
app.include_router(router)
