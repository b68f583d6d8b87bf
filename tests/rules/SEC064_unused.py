# --- app/main.py
from fastapi import FastAPI
from starlette.middleware.sessions import SessionMiddleware

from app.database import engine, session_of
from app.settings import settings

app = FastAPI()
# Starlette sends no cookie while the session is empty.
app.add_middleware(SessionMiddleware, settings.key)  # expect: SEC064/suggestion "nothing here keeps anything in the session" "No cookie is sent so far"


@app.get("/people")
def people(owner: str) -> list[str]:
    with session_of(engine, owner) as database:
        return database.session.names()
# --- tests/test_app.py
def test_session(request):
    request.session["uid"] = "u1"
