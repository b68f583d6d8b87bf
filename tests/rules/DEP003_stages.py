# What one stage installs from a folder of lists, the next one has.
# --- infra/docker/Dockerfile
FROM python:3.13-slim AS builder
WORKDIR /app
COPY infra/requirements/prod.txt infra/requirements/base.txt ./requirements/
RUN pip install --user -r requirements/prod.txt

FROM python:3.13-slim
WORKDIR /app
COPY --from=builder /root/.local /root/.local
COPY . .
CMD ["uvicorn", "src.main:app", "--host", "0.0.0.0"]
# --- infra/requirements/base.txt
fastapi==0.115.0
uvicorn==0.30.0
aiosmtplib==5.1.1
# --- infra/requirements/prod.txt
-r base.txt
# --- requirements.txt
pytest==8.0.0
# --- src/main.py
import aiosmtplib
import structlog  # expect: DEP003
from fastapi import FastAPI

app = FastAPI()
# --- src/__init__.py
