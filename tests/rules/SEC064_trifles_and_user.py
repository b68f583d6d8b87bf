# Beside trifles the session keeps who somebody is.
# --- app/main.py
from fastapi import FastAPI, Request
from starlette.middleware.sessions import SessionMiddleware

from app.settings import settings

app = FastAPI()
app.add_middleware(SessionMiddleware, settings.key)  # expect: SEC064/critical "sends the session cookie over plain HTTP" "read the session cookie"


@app.get("/articles/{sku}")
def article(request: Request, sku: str) -> int:
    seen = request.session.get("seen", [])
    request.session["last_seen_by"] = sku
    return len(seen)
