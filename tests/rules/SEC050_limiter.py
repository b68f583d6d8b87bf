# --- requirements.txt
fastapi==0.115.6
jinxlimits==1.0.0
# --- app/deps.py
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from jinxlimits import RateLimitException

from app.limits import limiter
from app.tokens import load_user


async def get_current_user(request: Request) -> dict:
    token = request.headers.get("Authorization")
    user = await load_user(token) if token else None
    if user is None:
        raise HTTPException(401)
    return user


async def get_optional_user(request: Request) -> dict | None:
    token = request.headers.get("Authorization")
    if not token:
        return None
    try:
        return await load_user(token)
    except Exception:
        return None


# Who is asking decides how often they may, not whether.
async def limited(request: Request, user: dict | None = Depends(get_optional_user)) -> None:
    if user:
        name = user["id"]
        limit = 100
    else:
        name = request.client.host if request.client else "unknown"
        limit = 3
    too_many = await limiter.is_limited(name=name, path=request.url.path, limit=limit)
    if too_many:
        raise RateLimitException("Too many requests.")


async def limited_and_signed_in(
    user: Annotated[dict, Depends(get_current_user)],
) -> None:
    if await limiter.is_limited(name=user["id"], path="", limit=9):
        raise RateLimitException("Too many requests.")


# --- app/limits.py
class Limiter:
    async def is_limited(self, name: str, path: str, limit: int) -> bool:
        count = await self.count(name, path)
        if count > limit:
            return True
        return False

    async def count(self, name: str, path: str) -> int: ...


limiter = Limiter()
# --- app/tokens.py
async def load_user(token: str) -> dict: ...


# --- app/main.py
from fastapi import Depends, FastAPI

from app.deps import get_current_user, limited, limited_and_signed_in

app = FastAPI()


@app.post("/jobs", dependencies=[Depends(limited)])  # expect: SEC050 "is open to everybody"
async def create_job(name: str) -> str:
    return name


@app.post("/orders", dependencies=[Depends(limited_and_signed_in)])
async def create_order(name: str) -> str:
    return name


@app.delete("/orders/{name}", dependencies=[Depends(get_current_user)])
async def delete_order(name: str) -> str:
    return name


@app.put("/orders/{name}", dependencies=[Depends(get_current_user)])
async def put_order(name: str) -> str:
    return name
