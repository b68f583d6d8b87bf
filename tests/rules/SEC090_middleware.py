# --- app/main.py
from fastapi import FastAPI
from starlette.middleware.base import BaseHTTPMiddleware


class Errors(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        try:
            return await call_next(request)
        except Exception:
            return failed(request)


app = FastAPI()
app.add_middleware(Errors)


@app.get("/orders")
def orders() -> None: ...
