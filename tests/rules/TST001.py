# project expect: TST001/warning "no test: 1 endpoint,"
# --- requirements.txt
fastapi==0.115.6
pytest==8.3.4
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"
# --- app/testing.py
def test_connection(url: str) -> bool:
    return bool(url)
