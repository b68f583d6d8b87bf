import logging

from fastapi import FastAPI

app = FastAPI()
logger = logging.getLogger("uvicorn.error")


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
