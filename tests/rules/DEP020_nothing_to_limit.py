# The middleware asks for a limiter that nobody makes, and lets everything pass without.
# --- app/main.py
from fastapi import FastAPI

from app.limiting import RateLimitMiddleware

app = FastAPI()
app.add_middleware(RateLimitMiddleware)


@app.get("/healthz")
def health() -> str:
    return "ok"
# --- app/limiting.py
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse


class RateLimitMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        rules = getattr(request.app.state, "rate_limit_rules", None)
        if rules is None:
            return await call_next(request)
        if rules.is_over(request):
            return JSONResponse({"detail": "later"}, status_code=429)
        return await call_next(request)
# --- tests/test_limiting.py
from app.main import app


def test_limit() -> None:
    app.state.rate_limit_rules = object()
    assert app
