# --- app/main.py
from fastapi import FastAPI
from starlette_exporter import PrometheusMiddleware

app = FastAPI()
app.add_middleware(PrometheusMiddleware)


@app.get("/orders")
def orders() -> None: ...
