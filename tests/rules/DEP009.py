# --- app/main.py
from fastapi import FastAPI

application = FastAPI()


def create(debug: bool) -> FastAPI:
    return FastAPI(debug=debug)


def make() -> FastAPI:
    return FastAPI()
# --- app/asgi.py
from app.main import application
# --- app/star.py
from app.main import *
# --- Procfile
web: uvicorn app.main:app --host 0.0.0.0 --port $PORT  # expect: DEP009/critical "The module `app.main` has no `app`"
missing: uvicorn main:application --port $PORT  # expect: DEP009 "no module `main`"
ok: uvicorn app.main:application --port $PORT
reexported: gunicorn app.asgi:application -k uvicorn.workers.UvicornWorker
starred: uvicorn app.star:anything
arguments: uvicorn app.main:create --factory
without: uvicorn app.main:create  # expect: DEP009 "wants arguments"
called: gunicorn "app.main:create(True)" -k uvicorn.workers.UvicornWorker
factory: uvicorn app.main:make
folder: uvicorn main:application --app-dir app
variable: uvicorn $MODULE
