# gunicorn's own configuration says where it listens; --bind goes before it.
# --- one/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["gunicorn", "-c", "conf/gunicorn.py", "main:app"]
# --- one/conf/gunicorn.py
workers = 2
bind = "127.0.0.1:8000"  # expect: DEP011/critical "`gunicorn` listens on 127.0.0.1 only, which" "`bind = "
# --- one/main.py
from fastapi import FastAPI

app = FastAPI()
# --- two/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["gunicorn", "--config", "gunicorn.conf.py", "main:app", "--bind", "0.0.0.0:8000"]
# --- two/gunicorn.conf.py
bind = "127.0.0.1:8000"
# --- two/main.py
from fastapi import FastAPI

app = FastAPI()
# --- own/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["gunicorn", "main:app"]
# --- own/gunicorn.conf.py
import os

host = "localhost"
bind = f"{host}:8000"  # expect: DEP011 "`gunicorn` listens on localhost only"
timeout = int(os.environ.get("TIMEOUT", "30"))
# --- own/main.py
from fastapi import FastAPI

app = FastAPI()
# --- open/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["gunicorn", "main:app"]
# --- open/gunicorn.conf.py
import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:8000"
# --- open/main.py
from fastapi import FastAPI

app = FastAPI()
# --- socket/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["gunicorn", "main:app"]
# --- socket/gunicorn.conf.py
bind = "unix:/run/api.sock"
# --- socket/main.py
from fastapi import FastAPI

app = FastAPI()
