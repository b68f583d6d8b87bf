# A decorator that answers from its cache runs before the handler asks anything.
# --- app/main.py
from fastapi import Depends, FastAPI, HTTPException, Request

from app.kept import counted, kept

app = FastAPI()


def get_current_user(request: Request) -> str:
    if request.headers.get("authorization") != KEY:
        raise HTTPException(status_code=401)
    return "me"


@app.get("/orders", dependencies=[Depends(get_current_user)])
def orders() -> list[str]:
    return load_orders()


@app.get("/orders/{order_id}")  # expect: SEC050/review "(`order`) is open" "But `@kept` above `order` may answer from its cache before the handler runs (`app/kept.py:15`): ask in a dependency there, or see that the cache's key holds the caller."
@kept("order", seconds=60)
async def order(request: Request, order_id: int) -> str:
    return load_order(order_id)


@app.get("/invoices/{invoice_id}")  # expect: SEC050/review
@counted
async def invoice(request: Request, invoice_id: int) -> str:
    return load_invoice(invoice_id)
# --- app/kept.py
from functools import wraps

from app.store import client


def kept(prefix: str, seconds: int):
    def around(function):
        @wraps(function)
        async def inner(request, **values):
            if request.method != "GET":
                return await function(request, **values)
            key = f"{prefix}:{values}"
            cached = await client.get(key)
            if cached:
                return cached.decode()
            answer = await function(request, **values)
            await client.set(key, answer, ex=seconds)
            return answer

        return inner

    return around


def counted(function):
    @wraps(function)
    async def inner(request, **values):
        answer = await function(request, **values)
        await client.delete("cached-total")
        return answer

    return inner
