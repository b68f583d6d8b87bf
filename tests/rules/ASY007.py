import aiohttp
import httpx
from sqlalchemy.ext.asyncio import AsyncSession


async def load(client: httpx.AsyncClient) -> list:
    user = await client.get("https://example.com/user")
    orders = await client.get("https://example.com/orders")  # expect: ASY007 "Waits for `user` before it asks for `orders`"
    return [user, orders]


async def nested() -> list:
    async with aiohttp.ClientSession() as session:
        first = await session.get("https://example.com/1")
        second = await session.get("https://example.com/2")  # expect: ASY007
        return [first, second]


async def dependent(client: httpx.AsyncClient) -> list:
    user = await client.get("https://example.com/user")
    orders = await client.get(f"https://example.com/orders/{user.text}")
    created = await client.post("https://example.com/orders")
    more = await client.get("https://example.com/more")
    return [user, orders, created, more]


async def rows(session: AsyncSession) -> list:
    first = await session.execute("select 1")
    second = await session.execute("select 2")
    return [first, second]


async def apart(client: httpx.AsyncClient) -> list:
    user = await client.get("https://example.com/user")
    user.raise_for_status()
    orders = await client.get("https://example.com/orders")
    return [user, orders]
