# A developer's own server is no reason to speak of its keyword.
# --- app/main.py
import uvicorn
from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/login")  # expect: SEC092 "`POST /login` may be tried" "(`--forwarded-allow-ips` with its own address or network)"
def login(name: str, password: str) -> str:
    return name


if __name__ == "__main__":
    uvicorn.run("app.main:app", reload=True)
# --- requirements.txt
fastapi==0.115.0
uvicorn==0.34.0
