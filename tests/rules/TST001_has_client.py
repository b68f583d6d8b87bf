# project expect: TST001 "no test" "a `TestClient(app)`, one request"
# --- requirements.txt
fastapi==0.80.0
requests==2.31.0
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"
