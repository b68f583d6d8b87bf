# Started by a command line alone; uvicorn knows networks.
# --- app/main.py
from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/login")  # expect: SEC092 "`POST /login` may be tried" "(`--forwarded-allow-ips` with its own address or network)"
def login(name: str, password: str) -> str:
    return name

# --- requirements.txt
fastapi==0.115.0
uvicorn==0.34.0
