# --- app/main.py
import logging

from fastapi import FastAPI
from pythonjsonlogger.json import JsonFormatter

handler = logging.StreamHandler()
handler.setFormatter(JsonFormatter("%(levelname)s %(message)s"))
logging.basicConfig(handlers=[handler])
app = FastAPI()
logger = logging.getLogger(__name__)


@app.get("/items")
def items(name: str) -> None:
    logger.info("looking for %s", name)
