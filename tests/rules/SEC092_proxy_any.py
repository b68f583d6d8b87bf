# No version is said, and any may be installed.
# --- app/main.py
from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/login")  # expect: SEC092 "`POST /login` may be tried" "(`--forwarded-allow-ips` with its own address, or its network from uvicorn 0.31 on)"
def login(name: str, password: str) -> str:
    return name

# --- requirements.txt
fastapi==0.115.0
uvicorn>=0.20
