# What is wrong with the JSON that was sent is told to who sent it, by orjson too.
# --- app/main.py
import orjson
from fastapi import FastAPI, HTTPException, Request

app = FastAPI()


@app.post("/files")
async def load(request: Request) -> None:
    try:
        keep(orjson.loads(await request.body()))
    except orjson.JSONDecodeError as e:
        raise HTTPException(400, detail=f"Invalid JSON: {e}") from e


@app.post("/stored")
async def stored() -> None:
    try:
        keep(orjson.loads(read()))
    except orjson.JSONDecodeError as e:
        raise HTTPException(500, detail=f"Invalid JSON: {e}") from e  # expect: SEC088/review
