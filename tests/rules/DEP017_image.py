# Nothing says that the image is what is deployed.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--reload"]  # expect: DEP017/warning "The image's command runs `uvicorn` with reload"
