# --- app/main.py
from fastapi import APIRouter, FastAPI, Request
from slowapi import Limiter, _rate_limit_exceeded_handler
from slowapi.errors import RateLimitExceeded

from app.limits import limiter

app = FastAPI()
app.state.limiter = limiter
app.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)
router = APIRouter()


@limiter.limit("5/minute")  # expect: SEC093/critical "above the route's decorator, which has registered `login` without it"
@router.post("/login")
async def login(request: Request) -> str:
    return "in"
# fixed: @router.post("/login")


@router.post("/token")
@limiter.limit("5/minute")
def token(request: Request) -> str:
    return "token"


@router.post("/reset")
@limiter.limit("5/minute")  # expect: SEC093 "`reset` has no parameter `request`"
def reset(name: str) -> str:
    return name


@router.get("/orders")
def orders() -> list[str]:
    return []


app.include_router(router)

# --- app/limits.py
from slowapi import Limiter
from slowapi.util import get_ipaddr, get_remote_address

limiter = Limiter(key_func=get_remote_address, storage_uri="redis://cache")
other = Limiter(key_func=get_ipaddr)  # expect: SEC093 "`get_ipaddr` believes a header"
