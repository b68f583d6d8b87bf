# --- app/main.py
from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware

from app.settings import settings

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["*"])
app.add_middleware(TrustedHostMiddleware, allowed_hosts=settings.hosts)


@app.get("/health")
def health() -> str:
    return "ok"
