"""Functions."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from typing_extensions import Doc

from app.deps import UserDep

router = APIRouter()


def google(source: str, target: str, amount: int) -> None:
#                       ^^^^^^^^^^^ expect: DOC004 "The docstring of `google` leaves out `target`"
    """Moves money.

    Args:
        source (str): The one
            that is charged.
        amount: In cents.

    Raises:
        ValueError: If it is negative.
    """


def numpy(x: int, y: int, z: int, w: int) -> None:  # expect: DOC004 "`w`"
    """Adds.

    Parameters
    ----------
    x, y : int
        The first two.
    z
        The third.

    Returns
    -------
    None
    """


def sphinx(x: int, y: int, z: int) -> None:  # expect: DOC004 "`z`"
    """Adds.

    :param x: the first
    :param int y: the second,
        on two lines
    :returns: nothing
    """


def epytext(x: int, y: int) -> None:  # expect: DOC004 "`y`"
    """Adds.

    @param x: the first
    @return: nothing
    """


def markdown(x: int, y: int, z: int) -> None:  # expect: DOC004 "`z`"
    """Adds.

    **Args:**

    - `x`: the first
    - **y** (int): the second
    """


def variable(*args: int, **kwargs: int) -> None:
    r"""Adds.

    Args:
        *args: The numbers.
        \**kwargs: The others.
    """


def without_stars(*args: int, **kwargs: int) -> None:
    """Adds.

    Args:
        args: The numbers.
        kwargs: The others.
    """


def keys(x: int, **kwargs: int) -> None:
    """Adds.

    Args:
        x: The number.
        retries: Passed on.
    """


def own_section(x: int, **kwargs: int) -> None:
    """Adds.

    Args:
        x: The number.

    Keyword Args:
        retries: Passed on.
    """


def no_section(x: int, y: int, _z: int) -> int:  # expect: DOC004 "says nothing about `x`, `y`"
    """Adds.

    Returns:
        The sum.
    """
    return x + y


def in_prose(x: int, y: int) -> int:
    """Adds `x` and `y`.

    The numbers x and y may be negative.
    """
    return x + y


def one_line(x: int) -> int:
    """Adds."""
    return x


def dashes(x: int, y: int) -> None:
    """Adds.

    Args:
        x - the first
        y the second
    """


def undescribed(x: int) -> None:  # missing: DOC004
    """Adds.

    Args:
        x (int):
    """


def unindented(x: int, y: int) -> None:  # expect: DOC004 "`y`"
    """Adds.

    Args:
    x: the first

    The rest is prose.
    """


def _private(x: int) -> int:
    """Adds.

    Returns:
        The sum.
    """
    return x


def described(
    request: Request,
    user: UserDep,
    config: Annotated[str, Depends(_private)],
    q: str = Query("x", description="Said here."),
    r: Annotated[str, Query(description="Said here.")] = "x",
    s: Annotated[int, Doc("Said here.")] = 1,
    t: int = 2,  # expect: DOC004 "`t`"
    u: int = 3,
) -> None:
    """Does it.

    Args:
        u: Said here.
    """


@router.get("/x")
def endpoint(x: int) -> int:
    """Does it.

    With more words.

    Returns:
        One.
    """
    return x


class Service:
    """Serves."""

    def save(self, item: str, *, force: bool) -> None:  # expect: DOC004 "`force`"
        """Saves.

        Args:
            item: What is saved.
        """

    def __new__(mcs, name: str) -> "Service":
        """Makes.

        Args:
            name: Its name.
        """
        return super().__new__(mcs)

    @classmethod
    def make(cls, size: int) -> None:
        """Makes.

        Args:
            size: How many.
        """
# --- app/deps.py
"""Dependencies."""

from typing import Annotated

from fastapi import Depends


def current_user() -> str:
    """Gives the user."""
    return "x"


UserDep = Annotated[str, Depends(current_user)]
# --- tests/test_it.py
def helper(x: int, y: int) -> None:
    """Helps.

    Args:
        x: The number.
    """
