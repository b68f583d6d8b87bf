# --- app/main.py
import secure
from fastapi import FastAPI, Request

app = FastAPI()
headers = secure.Secure.with_default_headers()


@app.middleware("http")
async def add(request: Request, call_next):
    response = await call_next(request)
    await headers.set_headers_async(response)
    return response


@app.get("/orders")
def orders() -> None: ...
