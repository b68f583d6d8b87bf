# That nothing is declared at all is DEP001's.
# --- main.py
from fastapi import FastAPI, Form

app = FastAPI()


@app.post("/login")
def login(name: str = Form()) -> str:
    return name
