# --- app/main.py
import logging

import uvicorn
from fastapi import FastAPI

logger = logging.getLogger(__name__)
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    logger.info("orders")


if __name__ == "__main__":
    uvicorn.run(app, log_config="logging.json")
