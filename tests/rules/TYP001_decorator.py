# A decorator keeps the types of what it is put around.
from functools import wraps

from tools import run_in_thread


def logged(function):  # expect: TYP001 "`function`" "Write `function: Callable[P, R]`, with `P ="
    @wraps(function)
    def wrapper(*args, **kwargs):
        print("called")
        return function(*args, **kwargs)

    return wrapper


class Transactional:
    def __call__(self, func):  # expect: TYP001 "`func`" "Write `func: Callable[P, Coroutine[Any, Any, R]]`"
        @wraps(func)
        async def inner(*args, **kwargs):
            return await func(*args, **kwargs)

        return inner


def counted(function):  # expect: TYP001 "`function`" "Write the type of what callers pass"
    def once():
        return len(function)

    return once


def threaded(function):  # expect: TYP001 "`function`" "Write the type of what callers pass"
    @wraps(function)
    async def wrapper(*args, **kwargs):
        return await run_in_thread(function, *args, **kwargs)

    return wrapper


def asynchronous(function):  # expect: TYP001 "`function`" "Write the type of what callers pass"
    @wraps(function)
    async def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper
