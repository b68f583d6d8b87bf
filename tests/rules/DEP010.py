# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port 8000  # expect: DEP010/critical "listens on port 8000"
# fixed: web: uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}
worker: uvicorn admin:app --port 9000
# --- api/Procfile
web: gunicorn main:app -k uvicorn.workers.UvicornWorker
# --- bound/Procfile
web: gunicorn main:app -k uvicorn.workers.UvicornWorker --bind 0.0.0.0:${PORT}
# --- default/Procfile
web: uvicorn main:app --host 0.0.0.0  # expect: DEP010/critical "its default port 8000"
# fixed: web: uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}
# --- program/Procfile
web: python serve.py
# --- program/serve.py
import os

import uvicorn

uvicorn.run("main:app", host="0.0.0.0", port=int(os.environ.get("PORT", "8000")))
# --- fixed/Procfile
web: python start.py
# --- fixed/start.py
import uvicorn

if __name__ == "__main__":
    uvicorn.run("main:app", host="0.0.0.0", port=5000)  # expect: DEP010 "listens on port 5000"
# --- Dockerfile
FROM python:3.12-slim
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "80"]
