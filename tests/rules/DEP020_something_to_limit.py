# --- app/main.py
from fastapi import FastAPI

from app.limiting import RateLimitMiddleware, Rules

app = FastAPI()
app.state.rate_limit_rules = Rules()
app.add_middleware(RateLimitMiddleware)


@app.get("/healthz")  # expect: DEP020 "rate limited"
def health() -> str:
    return "ok"
# --- app/limiting.py
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse


class Rules: ...


class RateLimitMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        rules = getattr(request.app.state, "rate_limit_rules", None)
        if rules is None:
            return await call_next(request)
        if rules.is_over(request):
            return JSONResponse({"detail": "later"}, status_code=429)
        return await call_next(request)
