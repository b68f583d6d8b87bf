# Dockerflow's names (https://github.com/mozilla-services/Dockerflow).
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/__lbheartbeat__")
async def lbheartbeat() -> str:
    return ""


@app.get("/orders")
def orders() -> list[str]:
    return load()
