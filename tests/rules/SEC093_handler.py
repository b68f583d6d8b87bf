# rules: SEC093
# --- app/main.py
from fastapi import FastAPI, Request
from slowapi import Limiter, _rate_limit_exceeded_handler
from slowapi.errors import RateLimitExceeded
from slowapi.util import get_remote_address

app = FastAPI()
limiter = Limiter(key_func=get_remote_address)  # expect: SEC093/warning "where `_rate_limit_exceeded_handler` looks for it: what the limit refuses answers 500"
app.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)


@app.post("/login")
@limiter.limit("5/minute")
def login(request: Request) -> str:
    return "in"
