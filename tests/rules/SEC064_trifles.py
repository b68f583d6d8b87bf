# What a session keeps may be of no account.
# --- app/main.py
from fastapi import FastAPI, Request
from starlette.middleware.sessions import SessionMiddleware

from app.settings import settings

app = FastAPI()
app.add_middleware(SessionMiddleware, settings.key)  # expect: SEC064/warning "sends the session cookie over plain HTTP" "what the session keeps (`seen`, `theme`)"


@app.get("/articles/{sku}")
def article(request: Request, sku: str) -> int:
    seen = request.session.get("seen", [])
    request.session["seen"] = [*seen, sku]
    return len(seen)


@app.put("/theme/{theme}")
def choose(request: Request, theme: str) -> None:
    request.session["theme"] = theme
