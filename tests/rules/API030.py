from fastapi import APIRouter, FastAPI, Request
from pydantic import BaseModel

app = FastAPI()
router = APIRouter(prefix="/orders")
procedures = APIRouter(prefix="/rpc")
many = APIRouter(prefix="/many")


@router.get("/clear")  # expect: API030 "`GET /orders/clear`: `clear` in the path"
def a() -> int:
    return 1


@router.post("/{order_id}/cancel")
def b(order_id: int) -> int:
    return 1


@router.get("/open-orders")
def c() -> int:
    return 1


@router.get("/late_orders")  # expect: API030 "`GET /orders/late_orders` is in snake_case, `GET /orders/open-orders` in kebab-case"
def d() -> int:
    return 1


@router.post("/{order_id}/read")
def mark(order_id: int) -> int:
    return 1


@router.put("/update/{order_id}/remove/all")  # expect: API030 "`update` in the path"
def once(order_id: int) -> int:
    return 1


@router.post("/{order_id}/pay")
@router.post("/{order_id}/send")
@router.post("/{order_id}/refund")
def more(order_id: int) -> int:
    return 1


@router.patch("/{order_id}/read")
def mark_read(order_id: int) -> int:
    return 1


@router.post("/statistics/update")
def refresh() -> int:
    return 1


@router.post("/{order_id}/update")  # expect: API030 "`POST /orders/{order_id}/update`: `update` in the path"
async def change(order_id: int, request: Request) -> int:
    return len(await request.body())


class Chosen(BaseModel):
    orders: list[int]


@many.get("/first")
@many.get("/second")
@many.get("/third")
def shown() -> int:
    return 1


@many.post("/bulk/delete")
def delete_many(chosen: Chosen) -> int:
    return 1


@many.post("/one/delete")  # expect: API030 "`POST /many/one/delete`: `delete` in the path"
def delete_one(order_id: int) -> int:
    return 1


@router.get("/shop/add")
def form() -> int:
    return 1


@router.get("/settings")
def e() -> int:
    return 1


@router.get("/getters/{get_id}")
def f(get_id: int) -> int:
    return 1


@procedures.post("/getOrders")
def g() -> int:
    return 1


@procedures.post("/createOrder")
def h() -> int:
    return 1


@procedures.post("/deleteOrder")
def i() -> int:
    return 1


app.include_router(router)
app.include_router(procedures)
app.include_router(many)
