# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- Procfile
# the server
api: uvicorn main:app --host 0.0.0.0 --port $PORT  # expect: DEP034/critical "The process is called `api`"
# fixed: web: uvicorn main:app --host 0.0.0.0 --port $PORT
release: alembic upgrade head
nonsense  # expect: DEP034 "no process"
# --- workers/Procfile
worker: celery -A app worker
beat: celery -A app beat
# --- good/Procfile
web: bash start.sh
worker: celery -A app worker
