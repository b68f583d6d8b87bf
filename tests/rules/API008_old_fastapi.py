# --- requirements.txt
fastapi==0.79.1
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/a", response_model=str)
def a() -> str:
    return "a"
