# The list that is installed counts; the advice is about the list that is there.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi  # expect: DEP005 "" "rename the list `requirements.in`"
uvicorn
# --- requirements-grpc.txt
grpcio
# --- Dockerfile
FROM python:3.12-slim
COPY . .
RUN pip install --no-cache-dir -r requirements.txt
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
