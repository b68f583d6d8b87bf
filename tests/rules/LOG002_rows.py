# Records that are rows of a table are searched there.
# --- app/main.py
import logging

from fastapi import FastAPI


class Rows(logging.Handler):
    def emit(self, record) -> None:
        self.db.execute("INSERT INTO logs VALUES (?, ?)", (record.levelname, record.getMessage()))


logging.basicConfig(level="INFO")
logging.getLogger().addHandler(Rows())
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    logging.info("orders")
