# The default is for developers; the image sets the variable.
# --- main.py
import os

import uvicorn
from fastapi import FastAPI

app = FastAPI()
RELOAD = os.getenv("APP_RELOAD", "true").lower() == "true"

if __name__ == "__main__":
    uvicorn.run("main:app", host="0.0.0.0", reload=RELOAD)
# --- Dockerfile
FROM python:3.12-slim
COPY . .
ENV APP_RELOAD=false
CMD ["python", "main.py"]
