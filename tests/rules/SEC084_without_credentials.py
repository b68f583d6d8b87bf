# --- app/main.py
from fastapi import Depends, FastAPI, HTTPException
from fastapi.middleware.cors import CORSMiddleware
from fastapi.security import HTTPBearer, OAuth2PasswordRequestForm


def user(token=Depends(HTTPBearer())) -> str:
    if token.credentials != expected():
        raise HTTPException(status_code=401)
    return token.credentials


# Nobody changes anything without a token, which other pages have not.
guarded = FastAPI()
guarded.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"])  # expect: SEC084/warning


@guarded.post("/orders", dependencies=[Depends(user)])
def order(name: str) -> str:
    return save(name)


@guarded.post("/login")
def login(form: OAuth2PasswordRequestForm = Depends()) -> str:
    return sign_in(form)


# Strangers do: also those whom a visitor's browser brings behind the firewall.
opened = FastAPI()
opened.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"])  # expect: SEC084/review


@opened.post("/orders")
def order_too(name: str) -> str:
    return save(name)


# Bodies in JSON need a preflight, which allows GET alone.
public = FastAPI()
public.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],  # expect: SEC084/warning
    allow_credentials=False,
    allow_methods=["GET", "OPTIONS", "HEAD"],
)


@public.post("/suggest")
def suggest(words: list[str]) -> list[str]:
    return look_up(words)
