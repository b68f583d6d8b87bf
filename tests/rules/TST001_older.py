# project expect: TST001 "no test" "`httpx<0.28`"
# --- requirements.txt
fastapi==0.109.0
starlette==0.35.1
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"
