# --- requirements.txt
fastapi==0.115.6
pytest==8.3.4
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"
# --- checks/orders.hurl
GET http://localhost:8000/health
HTTP 200
