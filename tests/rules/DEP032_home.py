# --- api/Dockerfile
FROM python:3.12-slim AS builder
RUN pip install --user fastapi
FROM python:3.12-slim
WORKDIR /app
COPY --from=builder /root/.local /root/.local
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]  # expect: DEP032 "runs as root" "First put what `COPY --from=builder /root/.local /root/.local` (line 5) has in root's home"
# --- api/main.py
from fastapi import FastAPI

app = FastAPI()
