# --- app/main.py
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()  # expect: SEC090/warning


@app.exception_handler(KeyError)
async def missing(request: Request, error: KeyError) -> JSONResponse: ...


@app.middleware("http")
async def timed(request: Request, call_next):
    try:
        return await call_next(request)
    except TimeoutError:
        return JSONResponse({}, status_code=504)


@app.get("/orders")
def orders() -> None: ...
