# --- app/main.py
from fastapi import FastAPI

app = FastAPI()  # expect: OBS003/suggestion "Nothing measures" "`metrics.set_meter_provider(MeterProvider("


@app.get("/orders")
def orders() -> None: ...
