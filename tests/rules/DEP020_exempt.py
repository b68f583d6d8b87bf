# The limit of the application does not hold for it.
# --- app/main.py
from fastapi import FastAPI
from slowapi import Limiter
from slowapi.middleware import SlowAPIMiddleware
from slowapi.util import get_remote_address

app = FastAPI()
limiter = Limiter(key_func=get_remote_address, default_limits=["60/minute"])
app.state.limiter = limiter
app.add_middleware(SlowAPIMiddleware)


@app.get("/health")
@limiter.exempt
def health() -> str:
    return "ok"


@app.get("/healthz")
def healthz() -> str:
    return "ok"
