from fastapi import APIRouter, FastAPI

from app.plain import router as plain_router

app = FastAPI()
strict = FastAPI(redirect_slashes=False)
router = APIRouter(prefix="/orders")


@router.get("/open")
def a() -> int:
    return 1


@router.get("/closed")
def b() -> int:
    return 1


@router.get("/late/")  # expect: API023 "`GET /orders/late/` ends with a slash, unlike 3 others of this router"
def c() -> int:
    return 1


@router.get("/both")
@router.get("/both/")
def both() -> int:
    return 1


@router.get("/")
def d() -> int:
    return 1


@router.get("/{order_id}")
def e(order_id: int) -> int:
    return 1


@strict.get("/a/")
def f() -> int:
    return 1


@strict.get("/b")
def g() -> int:
    return 1


app.include_router(router)
app.include_router(plain_router)
# --- app/plain.py
from fastapi import APIRouter

router = APIRouter(prefix="/users")


@router.get("/")
def read_all() -> int:
    return 1


@router.get("/me")
def read_me() -> int:
    return 1


@router.get("/{user_id}")
def read(user_id: int) -> int:
    return 1
