# What shared caches may keep is given to anybody, whoever asked first.
from fastapi import Depends, FastAPI, HTTPException, Request

app = FastAPI()


def get_current_user(request: Request) -> str:
    if request.headers.get("authorization") != KEY:
        raise HTTPException(status_code=401)
    return "me"


@app.middleware("http")
async def cached(request: Request, call_next):
    response = await call_next(request)
    response.headers["Cache-Control"] = f"public, max-age={60}"
    return response


@app.get("/orders", dependencies=[Depends(get_current_user)])
def orders() -> list[str]:
    return load_orders()


@app.get("/invoices", dependencies=[Depends(get_current_user)])
def invoices() -> list[str]:
    return load_orders()


@app.post("/orders")  # expect: SEC050/review "is open to everybody" "lets shared caches keep answers (`public`), and stands in a middleware"
def order(name: str) -> str:
    return store_order(name)
