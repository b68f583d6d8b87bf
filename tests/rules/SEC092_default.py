# rules: SEC092
# --- app/main.py
from fastapi import FastAPI
from slowapi import Limiter
from slowapi.middleware import SlowAPIMiddleware
from slowapi.util import get_remote_address

app = FastAPI()
app.state.limiter = Limiter(key_func=get_remote_address, default_limits=["60/minute"])
app.add_middleware(SlowAPIMiddleware)


@app.post("/login")
def login(name: str) -> str:
    return name


# --- app/other.py
from fastapi import FastAPI
from slowapi.middleware import SlowAPIMiddleware

other = FastAPI()


@other.post("/login")  # expect: SEC092
def other_login(name: str) -> str:
    return name
