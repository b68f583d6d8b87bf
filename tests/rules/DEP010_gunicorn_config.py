# --- Procfile
web: gunicorn -c gunicorn_config.py main:app
# --- gunicorn_config.py
bind = "0.0.0.0:5000"  # expect: DEP010/critical "listens on port 5000" "os.environ.get"
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- read/Procfile
web: gunicorn -c gunicorn_config.py main:app
# --- read/gunicorn_config.py
import os

bind = f":{os.environ.get('PORT', '8080')}"
# --- read/main.py
from fastapi import FastAPI

app = FastAPI()
# --- computed/Procfile
web: gunicorn -c gunicorn_config.py main:app
# --- computed/gunicorn_config.py
def where() -> str:
    return open("/etc/where").read()


bind = where()
# --- computed/main.py
from fastapi import FastAPI

app = FastAPI()
