# rules: SEC093
# --- app/main.py
from fastapi import FastAPI, Request
from slowapi import Limiter
from slowapi.middleware import SlowAPIMiddleware
from slowapi.util import get_remote_address

app = FastAPI()
limiter = Limiter(key_func=get_remote_address, default_limits=["5/minute"])  # expect: SEC093/critical "where `SlowAPIMiddleware` looks for it: every request answers 500"
app.add_middleware(SlowAPIMiddleware)


@app.post("/login")
def login(request: Request) -> str:
    return "in"
