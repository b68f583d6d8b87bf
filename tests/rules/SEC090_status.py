# --- app/main.py
from fastapi import FastAPI


async def failed(request, error): ...


app = FastAPI(exception_handlers={500: failed})


@app.get("/orders")
def orders() -> None: ...
