# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"
# --- requirements.txt
fastapi==0.115.6
# --- orders-1.0.dist-info/METADATA
Name: orders
