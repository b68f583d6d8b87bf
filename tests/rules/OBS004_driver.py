# Without SQLAlchemy there is no session to name.
# --- app/main.py
import asyncpg
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")  # expect: OBS004 "says that all is well" "that asks the database and answers 503"
def health() -> str:
    return "ok"


@app.get("/orders")
async def orders() -> list:
    connection = await asyncpg.connect("postgresql://db/orders")
    return await connection.fetch("select * from orders")
