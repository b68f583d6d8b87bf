# What decorates coroutines takes and gives coroutines, as TYP001 and TYP002 say.
# --- mypy.ini
[mypy]
strict = true
# --- app/decorators.py
import functools

from fastapi.concurrency import run_in_threadpool


def timed(function):  # expect: TYP006 "`timed` takes away" "Give the parameter `function` of `timed`, and its result, the type `Callable[P, Coroutine[Any, Any, R]]`"
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        return await function(*args, **kwargs)

    return wrapper


def streamed(function):  # expect: TYP006 "`streamed` takes away" "Let `streamed` take a `Callable[P, AsyncIterator[R]]`, and give a `Callable[P, AsyncIterator[R]]` where"
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        async for one in function(*args, **kwargs):
            yield one

    return wrapper


def registered(function):  # expect: TYP006 "`registered` takes away" "Let `registered` take a `Callable[P, R]`, and give a `Callable[P, Coroutine[Any, Any, R]]` where"
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        return print(args, kwargs)

    return wrapper


def threaded(function):  # expect: TYP006 "`threaded` takes away" "Let `threaded` take a `Callable[P, R]`, and give a `Callable[P, Coroutine[Any, Any, R]]` where"
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        return await run_in_threadpool(function, *args, **kwargs)

    return wrapper


def repeated(function):  # expect: TYP006 "`repeated` takes away" "Strict mypy wants `# type: ignore[return-value]`"
    @functools.wraps(function)
    async def wrapper(times: int, *args, **kwargs):
        print("again")
        return await function(times, *args, **kwargs)

    return wrapper
# --- app/main.py
from collections.abc import AsyncIterator

from app.decorators import registered, repeated, streamed, threaded, timed


@timed
async def price(amount: int) -> int:
    return amount


@streamed
async def prices(amount: int) -> AsyncIterator[int]:
    yield amount


@repeated
async def summed(times: int, amount: int) -> int:
    return amount


@threaded
def waited(amount: int) -> int:
    return amount


@registered
def shown(amount: int) -> int:
    return amount
