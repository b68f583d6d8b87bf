# What the program has made is not guessed: tokens, and codes of many bytes.
# --- app/main.py
import secrets

import jwt
from fastapi import FastAPI, HTTPException

from app.cache import cache

app = FastAPI()


@app.post("/login/exchange")
async def exchange(code: str) -> str:
    found = await cache.get(f"login_code:{code}")
    if not found:
        raise HTTPException(401)
    return found


@app.post("/sso")
async def start(name: str) -> str:
    code = secrets.token_urlsafe(32)
    await cache.set(f"login_code:{code}", name)
    return code


@app.post("/token/refresh")
async def refresh(token: str) -> str:
    return await cache.get(token)


@app.post("/auth/verify")
def verify(token: str) -> dict[str, str]:
    return jwt.decode(token, cache.key, algorithms=["HS256"])


@app.post("/otp/check")  # expect: SEC092 "`POST /otp/check` may be tried"
async def check(pin: str) -> str:
    return await cache.get(f"pin_code:{pin}")


@app.post("/pins")
async def send_pin(name: str) -> None:
    pin = str(secrets.randbelow(10_000))
    await cache.set(f"pin_code:{pin}", name)
# --- app/cache.py
class Cache:
    key = "x"

    async def get(self, key: str) -> str:
        return await read(key)

    async def set(self, key: str, value: str) -> None:
        await write(key, value)


cache = Cache()
