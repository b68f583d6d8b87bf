# --- Dockerfile
# No compose file builds it, and the folder that it runs a program of lies in `agent/`.
FROM python
WORKDIR /app
COPY requirements.txt ./
RUN pip install -r requirements.txt
COPY . .
RUN python models/fetch.py
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- worker/Dockerfile
# The list of packages that it copies has gone.
FROM python
COPY worker/requirements.txt worker/main.py ./
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- web/Dockerfile
# Nothing builds it either, but it could be.
FROM python
# above expect: DEP033 "has no version"
COPY main.py .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- agent/Dockerfile
FROM python
# above expect: DEP033 "has no version"
COPY main.py .
COPY models ./models
RUN python models/fetch.py
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- docker-compose.yml
services:
  agent:
    build: ./agent
# --- requirements.txt
fastapi==0.115.0
# --- agent/models/fetch.py
FILES = ["one"]
# --- agent/main.py
from fastapi import FastAPI

app = FastAPI()
# --- worker/main.py
from fastapi import FastAPI

app = FastAPI()
# --- web/main.py
from fastapi import FastAPI

app = FastAPI()
