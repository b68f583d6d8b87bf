# What a decorator gives has the types of what it was given; what makes one gives that.
from functools import wraps


def logged(function: object):  # expect: TYP002 "`logged`" "Write `-> Callable[P, R]`, with `P ="
    @wraps(function)
    def wrapper(*args, **kwargs) -> object:
        return function(*args, **kwargs)

    return wrapper


def cached(seconds: int):  # expect: TYP002 "`cached`" "Write `-> Callable[[Callable[P, Coroutine[Any, Any, R]]], Callable[P, Coroutine[Any, Any, R]]]`"
    def decorator(function: object) -> object:
        @wraps(function)
        async def wrapper(*args, **kwargs) -> object:
            print(seconds)
            return await function(*args, **kwargs)

        return wrapper

    return decorator

# ---- the parameter is told of by itself
class Transactional:
    def __call__(self, func):  # expect: TYP002 "`__call__`" "Write `-> Callable[P, Coroutine[Any, Any, R]]`, with the `P` and `R` of its parameter (TYP001)."
        @wraps(func)
        async def inner(*args, **kwargs) -> object:
            return await func(*args, **kwargs)

        return inner
