# Route, service, repository, driver; and the same in a thread.
# --- app/main.py
from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool

from app.service import OrderService

app = FastAPI()


def get_service() -> OrderService:
    return OrderService()


@app.get("/orders/{order_id}")
async def show(order_id: int, service: OrderService = Depends(get_service)) -> dict:
    return service.load(order_id)  # expect: ASY002 "`async def show` calls `load`, which waits for the database in `psycopg2.extensions.cursor.execute`"


@app.get("/threaded/{order_id}")
async def threaded(order_id: int, service: OrderService = Depends(get_service)) -> dict:
    return await run_in_threadpool(service.load, order_id)
# --- app/service.py
from app.repository import find_order


class OrderService:
    def load(self, order_id: int) -> dict:
        return find_order(order_id)
# --- app/repository.py
import psycopg2

connection = psycopg2.connect("dbname=app")


def find_order(order_id: int) -> dict:
    with connection.cursor() as cursor:
        cursor.execute("select * from orders where id = %s", (order_id,))
        return cursor.fetchone()
