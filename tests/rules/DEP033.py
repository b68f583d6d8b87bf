# --- first/Dockerfile
FROM python:latest
# above expect: DEP033 "`python:latest`", DEP033 "PYTHONUNBUFFERED"
# fixed: ENV PYTHONUNBUFFERED=1
RUN apt-get update && apt-get install -y libpq5  # expect: DEP033 "apt's lists"
COPY . .  # expect: DEP033 "before the dependencies", DEP033 "no .dockerignore"
RUN pip install -r requirements.txt  # expect: DEP033 "pip's cache"
# fixed: RUN pip install --no-cache-dir -r requirements.txt
CMD ["uvicorn", "main:app"]
# --- good/.dockerignore
.git
# --- good/Dockerfile
FROM python:3.12-slim AS build
RUN pip install build
FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1
RUN apt-get update && apt-get install -y libpq5 && rm -rf /var/lib/apt/lists/*
COPY requirements.txt .
RUN --mount=type=cache,target=/root/.cache pip install -r requirements.txt
RUN pip install --no-cache-dir -r requirements.txt
RUN pip install --no-cache wheels/shop.whl
RUN pip install flit && rm -rf $(pip cache dir)
RUN pip install poetry==2.1 && poetry install && rm -rf ~/.cache
COPY . .
CMD ["uvicorn", "main:app"]
# --- caches/.dockerignore
.git
# --- caches/Dockerfile
FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1
RUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y libpq5  # expect: DEP033 "apt's lists"
RUN --mount=type=cache,target=/var/cache/apt --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y gcc
RUN apt-get update && apt-get install -y make && apt-get clean  # expect: DEP033 "apt's lists"
RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/*
RUN apt-get update && apt-get install -y jq && apt-get distclean
COPY main.py .
CMD ["uvicorn", "main:app"]
# --- tools/Dockerfile
FROM debian
RUN apt-get install -y make
# --- main.py
from fastapi import FastAPI

app = FastAPI()
print("started")
# --- copies/.dockerignore
.git
# --- copies/Dockerfile
FROM vendor/engine AS engine  # expect: DEP033 "`vendor/engine` has no version"
FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1
COPY --from=engine /usr/local/lib/ /usr/local/lib
COPY main.py .
CMD ["uvicorn", "main:app"]
# --- made/Dockerfile.template
FROM python
CMD ["uvicorn", "main:app"]
# --- program/.dockerignore
.git
# --- program/Dockerfile
FROM python:3.12-slim  # expect: DEP033 "PYTHONUNBUFFERED"
COPY . .
CMD ["python", "serve.py"]
# --- program/serve.py
import uvicorn

if __name__ == "__main__":
    print("starts")
    uvicorn.run("main:app")
# --- program/main.py
from fastapi import FastAPI

app = FastAPI()
