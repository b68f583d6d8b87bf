# Uvicorn before 0.31 compares the texts of addresses; what the code starts has a keyword.
# --- app/main.py
import uvicorn
from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/login")  # expect: SEC092 "`POST /login` may be tried" "(`forwarded_allow_ips=` of `uvicorn.run`, or `--forwarded-allow-ips` of a command line, with its own address: a network matches nothing before uvicorn 0.31)"
def login(name: str, password: str) -> str:
    return name


if __name__ == "__main__":
    uvicorn.run("app.main:app", host="0.0.0.0", port=8000)
# --- requirements.txt
fastapi==0.109.0
uvicorn==0.25.0
