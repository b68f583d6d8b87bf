# A token that is looked up by its hash: nobody is found for one that nobody issued.
# --- app/main.py
import hashlib

from fastapi import Depends, FastAPI, HTTPException, Request
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import Token, get_session

app = FastAPI()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def resolve(session: AsyncSession, token: str) -> Token | None:
    result = await session.execute(select(Token).where(Token.hash == hash_of(token)))
    return result.scalars().first()


async def principal(request: Request, session: AsyncSession = Depends(get_session)) -> str:
    header = request.headers.get("Authorization")
    if header:
        scheme, _, credential = header.partition(" ")
        token = credential if scheme.lower() == "bearer" else header.strip()
        if token.startswith("pat_"):
            found = await resolve(session, token)
            if found and found.user:
                return found.user
    raise HTTPException(401)


@app.get("/orders")
def orders(user: str = Depends(principal)) -> list[str]:
    return load(user)


@app.get("/bills", dependencies=[Depends(principal)])
def bills() -> list[str]:
    return load("")
