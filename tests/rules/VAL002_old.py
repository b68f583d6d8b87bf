# --- requirements.txt
fastapi==0.88.0
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def find(q: str, limit: int = 20) -> list:  # expect: VAL002 "without a maximum" "`limit: int = Query(20, ge=1, le=100)`", VAL002 "the text of `q`" "`Query(…, max_length=100)` as the default"
    return [q] * limit


@app.get("/named/{name}")
@app.get("/named")
def named(name: str = "x") -> list:  # expect: VAL002 "the text of `name`" "`constr(max_length=100)` as the type"
    return open(name).readlines()
