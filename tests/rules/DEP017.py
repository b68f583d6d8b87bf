# Probe 20.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- Procfile
web: gunicorn main:app  # expect: DEP017/critical "by its WSGI workers"
# fixed: web: gunicorn main:app --worker-class uvicorn_worker.UvicornWorker
gthread: gunicorn main:app --threads 8 -k gthread  # expect: DEP017 "class `gthread`"
fine: gunicorn -w 4 -k uvicorn.workers.UvicornWorker main:app
own: gunicorn -k app.workers.Worker main:app
config: gunicorn -c gunicorn_conf.py main:app
other: gunicorn wsgi:application
reload: uvicorn main:app --reload --workers 4  # expect: DEP017/warning "makes it ignore its workers"
# --- wsgi.py
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
# --- Dockerfile
FROM python:3.12-slim
COPY *.py ./
COPY serve.py .
CMD ["python", "serve.py"]
# --- serve.py
import uvicorn

from main import app

uvicorn.run(app, host="0.0.0.0", workers=4)  # expect: DEP017 "with `workers` it ends at once"
# --- Dockerfile.named
FROM python:3.12-slim
COPY named.py .
CMD ["python", "named.py"]
# --- named.py
import uvicorn

if __name__ == "__main__":
    uvicorn.run("main:app", host="0.0.0.0", workers=4)
