# Nothing names the second list: whoever finds it installs from it, or nobody does.
# --- requirements.txt
-e file:///Users/me/shop/shared  # expect: DEP002/critical "is a path of one machine"
# --- requirements-all.txt
-e file:///Users/me/shop/shared  # expect: DEP002/warning "is a path of one machine"
# --- requirements-web.txt
-e file:///Users/me/shop/shared  # expect: DEP002/critical "is a path of one machine"
# --- Makefile
web:
	pip install -r requirements-web.txt
# --- Dockerfile
FROM python:3.12-slim
COPY . .
RUN pip install -r requirements.txt
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- main.py
from fastapi import FastAPI

app = FastAPI()
