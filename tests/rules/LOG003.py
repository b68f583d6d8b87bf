# --- app/main.py
from fastapi import FastAPI

from app.orders import router

app = FastAPI()  # expect: LOG003/warning "2 calls write log records"
app.include_router(router)
# --- app/orders.py
import logging

from fastapi import APIRouter

logger = logging.getLogger(__name__)
router = APIRouter()


@router.get("/orders")
def orders() -> None:
    logger.info("orders")
    logging.warning("again")
# --- tests/conftest.py
import logging

logging.basicConfig()
