# --- requirements.txt
fastapi==0.79.1
# --- app/main.py
from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/a")
def a(limit: int = Query(20, ge=1)) -> str:  # expect: VAL002 "without a maximum" "Write `limit: int = Query(20, ge=1, le=100)`"
    return str(limit)
