# The image installs a list that is made when it is built: what is in it cannot be told.
# --- main.py
from fastapi import FastAPI, Form

app = FastAPI()


@app.post("/login")
def login(name: str = Form()) -> str:  # expect: DEP004/review
    return name
# --- pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi>=0.141", "uvicorn"]
# --- Dockerfile
FROM python:3.12-slim
COPY . .
RUN make-list > /tmp/all.txt && pip install -r /tmp/all.txt
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
