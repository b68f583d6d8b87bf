# The method that writes is chosen first: a record all the same.
# --- app/main.py
import logging

from fastapi import FastAPI

logger = logging.getLogger(__name__)
app = FastAPI()  # expect: LOG003 "1 call writes log records"


@app.post("/orders")
def ship(number: int) -> None:
    log = logger.info if number > 0 else logger.error
    log("order %s", number)
