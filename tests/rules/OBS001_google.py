# --- app/main.py
import google.cloud.logging
from fastapi import FastAPI

google.cloud.logging.Client().setup_logging()
app = FastAPI()


@app.get("/orders")
def orders() -> None: ...
