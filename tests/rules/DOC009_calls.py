# config: calls = 2
from app.repository import load


def a(x: int) -> int:  # expect: DOC009 "`a` raises `HTTPException` 404"
    """Loads it.

    Args:
        x: A number.
    """
    return load(x)


def b(x: int) -> int:
    """Loads it.

    Args:
        x: A number.
    """
    try:
        return load(x)
    except LookupError:
        return 0
    except Exception:
        return 1
# --- app/repository.py
from fastapi import HTTPException


def load(x: int) -> int:
    """Loads it."""
    return check(x)


def check(x: int) -> int:
    """Checks it."""
    if x < 0:
        raise HTTPException(404)
    return x
