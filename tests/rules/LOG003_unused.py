# --- app/main.py
from fastapi import FastAPI

app = FastAPI()  # expect: LOG003 "nothing loads `app/log.py`, which configures logging" "Import it where the application is made"


@app.get("/orders")
def orders() -> None: ...
# --- app/log.py
import logging.config

logging.config.dictConfig({"version": 1})
