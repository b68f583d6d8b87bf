# An endpoint that no document shows is called by nobody either.
from fastapi import APIRouter, FastAPI, HTTPException

app = FastAPI(openapi_url=None)
router = APIRouter()


@router.get("/orders/{order_id}")
def read(order_id: int) -> int:  # expect: DOC009/suggestion "`read` raises `HTTPException` 404"
    """Reads one.

    Args:
        order_id: Its number.
    """
    if order_id < 1:
        raise HTTPException(404)
    return order_id


app.include_router(router)
