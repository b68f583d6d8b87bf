# Middleware that limits and writes the health check's path down lets it through.
# --- app/main.py
from fastapi import FastAPI

from app.limiting import RateLimiterMiddleware

app = FastAPI()
app.add_middleware(RateLimiterMiddleware)


@app.get("/health")
def health() -> str:
    return "ok"
# --- app/limiting.py
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse


class RateLimiterMiddleware(BaseHTTPMiddleware):
    def is_left_out(self, request) -> bool:
        return request.url.path in ("/health", "/health/ready")

    async def dispatch(self, request, call_next):
        if not self.is_left_out(request) and self.is_over(request.client.host):
            return JSONResponse({"detail": "later"}, status_code=429)
        return await call_next(request)
