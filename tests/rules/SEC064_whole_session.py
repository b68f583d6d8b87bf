# Nobody knows what else the session is given.
# --- app/main.py
from fastapi import FastAPI, Request
from starlette.middleware.sessions import SessionMiddleware

from app.settings import settings
from app.store import remember

app = FastAPI()
app.add_middleware(SessionMiddleware, settings.key)  # expect: SEC064/critical


@app.get("/articles/{sku}")
def article(request: Request, sku: str) -> int:
    remember(request.session, sku)
    return len(request.session.get("seen", []))
