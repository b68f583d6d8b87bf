"""Functions."""

from datetime import datetime
from enum import Enum
from typing import Any, Callable, Dict, List, Literal, NewType, Optional, Sequence, Union

from app.models import Account

Cents = NewType("Cents", int)


def google(amount: int, name: str) -> bool:
    """Takes money.

    Args:
        amount (str): In cents.
#               ^^^ expect: DOC006 "The docstring says that `amount` is `str`; it is annotated `int`"
        # fixed: amount (int): In cents.
        name (int, optional): Whose.  # expect: DOC006
        # fixed: name (str, optional): Whose.

    Returns:
        str: Whether it worked.  # expect: DOC006 "the result is `str`"
        # fixed: bool: Whether it worked.
    """
    return amount > 0


def numpy(x: int, y: list[int]) -> List[int]:
    """Adds.

    Parameters
    ----------
    x : float  # expect: DOC006
        One.
    y : list of str, optional  # expect: DOC006
        Two.

    Returns
    -------
    dict
#   ^^^^ expect: DOC006
        The sums.
    """
    return [x]


def sphinx(x: int, y: "int") -> int:
    """Adds.

    :param str x: one  # expect: DOC006
    :param y: two
    :type y: str  # expect: DOC006
    :returns: the sum
    :rtype: str
#           ^^^ expect: DOC006
    """
    return x


def classes(account: Account, at: datetime) -> None:
    """Takes money.

    Args:
        account (str): Its number.  # expect: DOC006
        at (str): When.  # expect: DOC006
    """


def fine(
    a: Optional[str],
    b: str | None,
    c: Union[int, str],
    d: Dict[str, int],
    e: list[int],
    f: "str",
    g: Any,
    h: Callable[[int], str],
    i: Sequence[str],
    j: Literal["x"],
    k: Cents,
    l: str,
    m: str,
    n: Status,
    o: tuple[int, ...],
    p: int | None = None,
    q: dict[str, Any] | None = None,
) -> list[str]:
    """Takes all.

    Args:
        a (str | None): Same.
        b (Optional[str]): Same.
        c (str or int): Another order.
        d (dict): Less.
        e (List[int]): Another spelling.
        f (string): Prose.
        g (int): Anything.
        h (callable): Another spelling.
        i (list): Unknown.
        j (str): Narrower.
        k (int): An alias.
        l (a name, that is a str): Prose.
        m (:class:`str`): Marked.
        n (str): A subclass.
        o (tuple[int, ...]): Same.
        p (int, optional): Has a default.
        q (Dict[str, object], default: None): Same.

    Returns:
        list of str: Same.
    """
    return [a or ""]


class Status(str, Enum):
    """One of them."""

    OPEN = "open"
# --- app/models.py
"""Models."""


class Account:
    """One."""
