# Authlib keeps the state of a login in the session.
# --- app/main.py
from authlib.integrations.starlette_client import OAuth
from fastapi import FastAPI
from starlette.middleware.sessions import SessionMiddleware

from app.settings import settings

oauth = OAuth()
app = FastAPI()
app.add_middleware(SessionMiddleware, settings.key)  # expect: SEC064/critical "sends the session cookie over plain HTTP"
