# The server that a command line starts for one callback has no readers; what it shares has.
# --- tool/cli/login.py
from fastapi import FastAPI

login_api = FastAPI()


@login_api.post("/success")
def success(token: str) -> None: ...


@login_api.post("/failure")
def failure(reason: str) -> None: ...
# --- tool/cli/serve.py
from fastapi import FastAPI

from tool.orders import router

app = FastAPI()
app.include_router(router)
# --- tool/orders.py
from fastapi import APIRouter

router = APIRouter(prefix="/orders")  # expect: API004 "All of the 2 operations"


@router.get("/{number}")
def read(number: int) -> None: ...


@router.put("/{number}")
def write(number: int) -> None: ...
