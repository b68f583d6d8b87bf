# --- app/main.py
from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["api.example.com"])


@app.get("/health")  # expect: DEP020/review "refused for hosts that are not listed"
def health() -> str:
    return "ok"
