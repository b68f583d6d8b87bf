# acme-platform may bring anything; the image has its own server.
# --- main.py
from fastapi import FastAPI, Form

app = FastAPI()


@app.post("/login")
def login(name: str = Form()) -> str:  # expect: DEP004/review
    return name
# --- requirements.txt
fastapi==0.141.0
acme-platform==4.2.0
# --- Dockerfile
FROM tiangolo/uvicorn-gunicorn-fastapi:python3.11
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
