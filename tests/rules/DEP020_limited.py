# --- app/main.py
from fastapi import FastAPI

from app.limiting import RateLimiterMiddleware

app = FastAPI()
app.add_middleware(RateLimiterMiddleware)


@app.get("/health")  # expect: DEP020/suggestion "rate limited" "Let its path through in the middleware"
def health() -> str:
    return "ok"
# --- app/limiting.py
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse


class RateLimiterMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if self.is_over(request.client.host):
            return JSONResponse({"detail": "later"}, status_code=429)
        return await call_next(request)
