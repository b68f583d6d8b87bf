# --- requirements.txt
fastapi==0.115.6
pydantic==2.10.4
# --- app/models/__init__.py
# --- app/models/voucher.py
from pydantic import BaseModel, Field


class Voucher(BaseModel):
    code: str = Field(pattern=r"^(?=.*\d)[A-Z0-9]{8,16}$")  # expect: VAL022/warning "look-ahead" "So far no application imports the module"
# --- app/models/order.py
from pydantic import BaseModel, Field


class Order(BaseModel):
    code: str = Field(pattern=r"^(?=.*\d)[A-Z0-9]{8,16}$")  # expect: VAL022/critical "look-ahead"
# --- app/models/job.py
from pydantic import BaseModel, Field


class Job(BaseModel):
    code: str = Field(pattern=r"^(?=.*\d)[A-Z0-9]{8,16}$")  # expect: VAL022/critical
# --- app/worker.py
from app.models.job import Job
# --- app/routers/__init__.py
# --- app/routers/vouchers.py
from fastapi import APIRouter

from app.models.voucher import Voucher

router = APIRouter()


@router.post("/vouchers")
def create(body: Voucher) -> None:
    """Sells one."""
# --- app/routers/orders.py
from fastapi import APIRouter

from app.models.order import Order

router = APIRouter()


@router.post("/orders")
def create(body: Order) -> None:
    """Places one."""
# --- app/main.py
from fastapi import FastAPI

from app.routers import orders

app = FastAPI()
app.include_router(orders.router)
