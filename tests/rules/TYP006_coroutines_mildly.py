# Without `extra_checks` mypy takes what the inner function is as it is told.
# --- mypy.ini
[mypy]
disallow_untyped_defs = true
# --- app/main.py
import asyncio
import functools


def repeated(function):  # expect: TYP006 "`repeated` takes away" "`R = TypeVar("
    @functools.wraps(function)
    async def wrapper(times: int, *args, **kwargs):
        return await function(times, *args, **kwargs)

    return wrapper


@repeated
async def summed(times: int, amount: int) -> int:
    return amount


def awaited(function):  # expect: TYP006 "`awaited` takes away" "Let `awaited` take a `Callable[P, Coroutine[Any, Any, R]]`, and give a `Callable[P, R]` where"
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return asyncio.run(function(*args, **kwargs))

    return wrapper


@awaited
async def told(amount: int) -> int:
    return amount


def both(function):  # expect: TYP006 "`both` takes away"
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("called")
        return function(*args, **kwargs)

    return wrapper


@both
async def first(amount: int) -> int:
    return amount


@both
def second(amount: int) -> int:
    return amount


def handed(function):  # expect: TYP006/warning "`handed` takes away"
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("called")
        return function(*args, **kwargs)

    return wrapper


@handed
async def later(amount: int) -> int:
    return amount
