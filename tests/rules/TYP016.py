# --- app/main.py
import asyncio

from celery import shared_task
from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession, async_scoped_session, async_sessionmaker

from app.guards import Guard, is_allowed
from app.guards import is_allowed as allowed

app = FastAPI()
guard = Guard()
scoped = async_scoped_session(async_sessionmaker(), scopefunc=asyncio.current_task)


async def notify() -> None:
    await asyncio.sleep(1)


async def numbers():
    yield 1


@shared_task
async def task() -> None: ...


@app.get("/")
async def root(user: str = Depends(is_allowed)) -> bool:
    notify()
#   ^^^^^^^^ expect: TYP016/critical "`notify` is called and not awaited: it never runs"
    # fixed: await notify()
    asyncio.sleep(1)  # expect: TYP016
    if is_allowed(user):  # expect: TYP016 "as a condition a coroutine is always true"
        # fixed: if await is_allowed(user):
        return True
    if not allowed(user) or user == "x":  # expect: TYP016
        # fixed: if not await allowed(user) or user == "x":
        return False
    while guard.open():  # expect: TYP016 "`guard.open`"
        pass
    assert guard.open()  # expect: TYP016
    return True if Guard.check(user) else False  # expect: TYP016


@app.get("/good")
async def good(user: str) -> bool:
    await notify()
    if await is_allowed(user) and not await guard.open():
        return True
    numbers()
    task()
    work = asyncio.create_task(notify())
    await asyncio.gather(notify(), notify())
    waiting = notify()
    await waiting
    await work
    guard.plain()
    guard.refresh()
    if guard.plain() or root:
        return False
    return notify() is None


async def switched_off() -> None:
    if False and guard.plain():
        notify()
    elif True or is_allowed("x"):
        await notify()
    else:
        notify()
    while 0:
        notify()
    if True and guard.plain():
        notify()  # expect: TYP016
    else:
        notify()  # expect: TYP016
    print(1 if 1 else 2, 3 if not is_allowed("x") else 4)  # expect: TYP016


async def read(session: AsyncSession) -> None:
    await session.execute("x").scalars()  # expect: TYP016 "`session.execute` is not awaited where `.scalars` is asked"
    # fixed: (await session.execute("x")).scalars()
    await scoped.execute("x").scalars().first()  # expect: TYP016
    # fixed: (await scoped.execute("x")).scalars().first()
    await session.add("x")  # expect: TYP016 "`session.add` is no coroutine"
    # fixed: session.add("x")
    saved = await session.add("x")  # expect: TYP016 "`session.add` is no coroutine"
    print(saved)
    (await session.execute("x")).scalars()
    session.add("x")
    await session.connection().execute("x")
    await guard.open().bit_length()  # expect: TYP016
    notify().close()


def main() -> None:
    notify()  # expect: TYP016
    asyncio.run(notify())
    root("x")  # expect: TYP016
# --- app/guards.py
class Guard:
    async def open(self) -> bool:
        return True

    @staticmethod
    async def check(user: str) -> bool:
        return True

    async def refresh(self) -> None:
        """To be overridden."""

    def plain(self) -> bool:
        return True


async def is_allowed(user: str) -> bool:
    return True


async def remind(user: str) -> None:
    is_allowed(user)  # expect: TYP016 "never runs" "with `import asyncio`, and keep"
