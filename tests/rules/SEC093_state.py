# rules: SEC093
# --- app/main.py
from fastapi import FastAPI, Request
from slowapi import Limiter
from slowapi.util import get_remote_address

app = FastAPI()
limiter = Limiter(key_func=get_remote_address)  # expect: SEC093 "No application has this limiter"


@app.post("/login")
@limiter.limit("5/minute")
def login(request: Request) -> str:
    return "in"
