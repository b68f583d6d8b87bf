from abc import ABC, abstractmethod
from pathlib import Path
from typing import Literal, Protocol

import httpx
import requests
from fastapi import APIRouter, HTTPException
from pydantic import ValidationError

router = APIRouter()


class Missing(LookupError):
    pass


def a(x: int) -> int:  # expect: DOC009 "`a` raises `ValueError`, `Missing`, and"
    """Halves it.

    Args:
        x: A number.
    """
    if x < 0:
        raise ValueError("negative")
    if x > 100:
        raise Missing
    return x // 2


def b(x: int) -> int:
    """Halves it.

    Args:
        x: A number.

    Raises:
        ValueError: It is negative.
        LookupError: It is too large.
    """
    if x < 0:
        raise ValueError("negative")
    if x > 100:
        raise Missing
    return x // 2


def refusal(error: Exception) -> Missing:
    """Gives the error that callers know."""
    if isinstance(error, Missing):
        return error
    if isinstance(error, KeyError):
        return error
    return Missing(str(error))


def turned(x: int) -> int:  # expect: DOC009 "`turned` raises `Missing`, and"
    """Halves it.

    Args:
        x: A number.
    """
    try:
        return x // 2
    except Exception as error:
        raise refusal(error) from error


def c(x: int) -> int:
    """Halves it.

    Args:
        x: A number.
    """
    try:
        if x < 0:
            raise ValueError("negative")
    except ValueError:
        return 0
    return x // 2


def d(x: int) -> int:  # expect: DOC009 "`d` raises `KeyError`"
    """Halves it.

    Args:
        x: A number.
    """
    try:
        return {1: 2}[x]
    except KeyError:
        print("no such key")
        raise


def e(x: int) -> int:
    """Halves it; raises ValueError for negative ones.

    Args:
        x: A number.
    """
    if x < 0:
        raise ValueError("negative")
    return x


def f(x: int) -> int:
    """Has no sections."""
    if x < 0:
        raise ValueError("negative")
    return x


def g(x: int) -> int:  # expect: DOC009 "`g` raises `HTTPException` 409, and"
    """Finds it.

    Args:
        x: A number.

    Raises:
        HTTPException: 404 if there is none.
    """
    if x < 0:
        raise HTTPException(404)
    if x > 10:
        raise HTTPException(status_code=409)
    return x


def h(x: int) -> int:
    """Finds it.

    Args:
        x: A number.
    """

    def inner() -> int:
        raise ValueError("later")

    assert x > 0
    return inner() if x > 10 else a(x)


class Base(ABC):
    @abstractmethod
    def run(self, x: int) -> int:
        """Runs.

        Args:
            x: A number.
        """
        raise ValueError("never")

    def stub(self, x: int) -> int:
        """Runs.

        Args:
            x: A number.
        """
        raise NotImplementedError


def typed_error(x: int) -> ValueError | None:
    if x > 0:
        return None
    return ValueError("negative")


def error_for(x: int) -> Exception:
    if (typed := typed_error(x)) is not None:
        return typed
    return LookupError()


def unknown(x: int) -> int:
    """Runs.

    Args:
        x: A number.
    """
    try:
        return a(x)
    except Exception as e:
        error = error_for(x)
        raise error from e


@router.get("/i")
def i(x: int) -> int:  # expect: DOC009/suggestion "`i` raises `HTTPException` 404"
    """Runs.

    Args:
        x: A number.

    Raises:
        HTTPException: 409 where it runs already.
    """
    if x:
        raise HTTPException(409)
    raise HTTPException(404)


@router.get("/l")
def l(x: int) -> int:  # expect: DOC009/suggestion
    """Runs.

    Args:
        x: A number.
    """
    raise HTTPException(404)


def m(x: int) -> int:  # expect: DOC009 "`m` raises `HTTPException` 409, and"
    """Runs, and answers 404 where there is nothing.

    Args:
        x: A number.
    """
    if x:
        raise HTTPException(404)
    raise HTTPException(409)


def n(x: int) -> int:
    """Runs.

    Raises:
        requests.exceptions.RequestException: It failed.
        HTTPError: So did the other one.
    """
    try:
        return a(x)
    except requests.exceptions.HTTPError:
        raise
    except httpx.HTTPStatusError:
        raise


def j(x: int) -> int:  # expect: DOC009 "raises `Missing`"
    """Runs.

    :param x: A number.
    """
    try:
        return a(x)
    except ValueError as error:
        raise Missing from error


def k(x: int) -> int:
    """Runs.

    Args:
        x: A number.
    """
    try:
        return a(x)
    except Exception as error:
        raise error


# ---- a base class that is documented, wherever it is imported
class Unknown(HTTPException):
    def __init__(self, name: str) -> None:
        super().__init__(status_code=400, detail=name)


def l(x: int) -> int:
    """Runs.

    Args:
        x: A number.

    Raises:
        HTTPException: There is no such number.
    """
    if x:
        raise Unknown("x")
    return x


def m(x: int) -> int:
    """Runs.

    Args:
        x: A number.

    Raises:
        Exception: Re-raises what the store raised.
    """
    try:
        return a(x)
    except ValueError:
        raise


def n(x: int) -> int:  # expect: DOC009/suggestion "raises `Missing`"
    """Runs.

    Args:
        x: A number.

    Raises:
        Exception: The number is wrong.
    """
    raise Missing(x)


class Readable(Protocol):
    def read(self) -> str: ...


# ---- what an argument leads to that is nothing its annotation allows
class Store:
    def get_directory(self) -> str:
        return ""


def by_class(source: str | Path | Store | Readable) -> str:
    """Reads it.

    Args:
        source: Where it is.
    """
    if isinstance(source, (Path, str)):
        if isinstance(source, Path):
            source = str(source)
        return source
    elif isinstance(source, Store):
        return source.get_directory()
    elif hasattr(source, "read"):
        return source.read()
    else:
        raise TypeError("no source")


def by_early_return(source: str | Path) -> str:
    """Reads it.

    Args:
        source: Where it is.
    """
    if isinstance(source, str):
        return source
    if not isinstance(source, Path):
        raise TypeError("no source")
    return str(source)


def by_value(mode: Literal["fast", "slow"]) -> int:
    """Runs.

    Args:
        mode: How.
    """
    if mode == "fast":
        return 1
    elif mode == "slow":
        return 2
    raise ValueError(mode)


def not_covered(source: str | Path | None) -> str:  # expect: DOC009 "raises `TypeError`"
    """Reads it.

    Args:
        source: Where it is.
    """
    if isinstance(source, str):
        return source
    elif isinstance(source, Path):
        return str(source)
    raise TypeError("no source")


def any_value(mode: str) -> int:  # expect: DOC009 "raises `ValueError`"
    """Runs.

    Args:
        mode: How.
    """
    if mode == "fast":
        return 1
    raise ValueError(mode)


def both(mode: Literal["fast"], n: int) -> int:  # expect: DOC009 "raises `ValueError`"
    """Runs.

    Args:
        mode: How.
        n: How often.
    """
    if mode != "fast":
        raise ValueError(mode)
    if n < 0:
        raise ValueError(n)
    return n


def drained(x: int) -> int:
    """Runs.

    Args:
        x: A number.
    """
    failure: BaseException | None = None
    try:
        x = a(x)
    except Exception as error:
        failure = error
    if failure is not None:
        raise failure
    return x


def plain(x: int) -> int:  # expect: DOC009 "raises `Exception`"
    """Runs.

    Args:
        x: A number.
    """
    if x:
        raise Exception
    return x


# ---- what a `Raises:` section names
def refused(x: int) -> int:
    """Runs.

    Args:
        x: A number.

    Raises:
        Missing: There is none.
        requests.exceptions.RequestException: It failed otherwise.
    """
    try:
        return a(x)
    except requests.exceptions.HTTPError as error:
        if error.response.status_code == 404:
            raise Missing from error
        raise


def not_refused(x: int) -> int:  # expect: DOC009 "raises `HTTPError`"
    """Runs.

    Args:
        x: A number.

    Raises:
        requests.exceptions.Timeout: It took too long.
    """
    try:
        return a(x)
    except requests.exceptions.HTTPError:
        raise


def marked(x: int) -> int:  # expect: DOC009 "`marked` raises `Missing`, and"
    """Runs.

    ### Parameters:
    - `x` (int): A number.

    ### Raises:
    HTTPException: There is no such number, or it is one of the 100 that are kept.

    ### Example usage:
    ```
    {"x": "number1"}
    ```
    Numbers that others hold are 409 to them.
    """
    if x:
        raise HTTPException(404)
    if x > 100:
        raise HTTPException(status_code=500)
    raise Missing(x)


class StoreError(Exception):
    """Any failure of the store."""


class StoreClosed(StoreError):
    """It is closed."""


class StoreBusy(StoreError):
    """It is busy."""


def hands_on(x: int) -> int:
    """Runs.

    Args:
        x: A number.

    Raises:
        StoreClosed: There is no store.
        StoreBusy: Others hold it.
    """
    if not x:
        raise StoreClosed(x)
    try:
        return a(x)
    except StoreError:
        raise
    except Exception as error:
        raise StoreBusy(x) from error


def raises_the_base(x: int) -> int:  # expect: DOC009 "`raises_the_base` raises `StoreError`, and"
    """Runs.

    Args:
        x: A number.

    Raises:
        StoreClosed: There is no store.
    """
    if not x:
        raise StoreClosed(x)
    raise StoreError(x)


def hands_on_and_makes(x: int) -> int:  # expect: DOC009 "`hands_on_and_makes` raises `StoreError`, and"
    """Runs.

    Args:
        x: A number.

    Raises:
        StoreClosed: There is no store.
    """
    try:
        return a(x)
    except StoreError:
        raise
    except Exception as error:
        raise StoreError(x) from error


@router.get("/catalog")
def catalog(x: int) -> int:  # expect: DOC009/suggestion "`catalog` raises `HTTPException` 500, and"
    """Serves the catalog. A caller without a valid key gets a 401.

    Returns:
        It.
    """
    try:
        return a(x)
    except (HTTPException, StoreError):
        raise
    except Exception as error:
        raise HTTPException(500) from error
