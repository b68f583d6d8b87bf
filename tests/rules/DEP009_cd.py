# `cd` in front of the server is where it runs; PYTHONPATH is where modules are looked for, too.
# --- Procfile
web: cd backend && uvicorn main:app --host 0.0.0.0 --port $PORT
program: cd backend && python serve.py
pushed: pushd backend && uvicorn main:app --host 0.0.0.0
path: PYTHONPATH=backend uvicorn main:app --host 0.0.0.0
wrapped: env PYTHONPATH=backend uvicorn main:app --host 0.0.0.0
exported: export PYTHONPATH=backend && uvicorn main:app --host 0.0.0.0
several: PYTHONPATH=src:backend uvicorn main:app --host 0.0.0.0
unknown: PYTHONPATH=$PWD/backend uvicorn main:app --host 0.0.0.0
option: gunicorn --pythonpath backend main:app
lost: PYTHONPATH=site uvicorn main:app --host 0.0.0.0  # expect: DEP009 "no module `main`"
# --- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD cd backend && exec uvicorn main:app --host 0.0.0.0
# --- Dockerfile.absolute
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["bash", "-c", "cd /srv/backend/ && cd .. && cd backend && exec uvicorn main:app --host 0.0.0.0"]
# --- Dockerfile.nested
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["bash", "-c", "(cd site && npm run build) && exec uvicorn backend.main:app --host 0.0.0.0"]
# --- Dockerfile.unknown
FROM python:3.12-slim
WORKDIR /srv/backend
COPY . /srv
CMD ["bash", "-c", "cd $HERE && exec uvicorn main:app --host 0.0.0.0"]
# --- wrong/Procfile
web: cd site && uvicorn main:app --host 0.0.0.0 --port $PORT  # expect: DEP009 "no module `main`"
# --- wrong/site/index.py
# --- site/index.html
<p>hello</p>
# --- backend/serve.py
import uvicorn

if __name__ == "__main__":
    uvicorn.run("main:app", host="0.0.0.0")
# --- backend/main.py
from fastapi import FastAPI

app = FastAPI()
# --- other/serve.py
# --- other/main.py
from fastapi import FastAPI

app = FastAPI()
