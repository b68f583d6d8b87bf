# --- Dockerfile
FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY app ./app
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]
# --- requirements.txt
fastapi==0.115.0
# --- app/show.py
def show_names(names: list) -> None:
    for name in names:
        print(name)
# --- app/main.py
from fastapi import FastAPI

import app.show

app = FastAPI()
