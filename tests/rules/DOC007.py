"""Functions."""

from abc import ABC, abstractmethod
from collections.abc import Iterator

from fastapi import APIRouter

router = APIRouter()


def price(item: str) -> int:
#   ^^^^^ expect: DOC007 "`price` returns a value, and its docstring does not say which"
    """Looks the price up.

    Args:
        item: Its number.
    """
    return len(item)


def untyped(item):  # expect: DOC007
    """Looks the price up.

    :param item: its number
    """
    if item:
        return len(item)


def described(item: str) -> int:
    """Looks the price up.

    Args:
        item: Its number.

    Returns:
        In cents.
    """
    return len(item)


def in_words(item: str) -> int:
    """Looks the price up.

    Returns 0 if there is none.
    """
    return len(item)


def numpy(item: str) -> int:
    """Looks the price up.

    Returns
    -------
    int
        In cents.
    """
    return len(item)


def sphinx(item: str) -> int:
    """Looks the price up.

    :param item: its number
    :rtype: int
    """
    return len(item)


def prose(item: str) -> int:
    """Looks the price up.

    It takes long.

    Note:
        Very long.
    """
    return len(item)


def one_line(item: str) -> int:
    """Looks the price up."""
    return len(item)


def nothing(item: str) -> None:
    """Prints the price.

    Args:
        item: Its number.
    """

    def inner() -> int:
        return 1

    if not item:
        return
    if item == "x":
        return None
    print(inner())


def generator(item: str) -> Iterator[int]:
    """Looks the prices up.

    Args:
        item: Its number.
    """
    yield len(item)
    return 1


def _private(item: str) -> int:
    """Looks the price up.

    It takes long.
    """
    return len(item)


@router.get("/x")
def endpoint(item: str) -> int:
    """Looks the price up.

    It takes long.
    """
    return len(item)


class Service(ABC):
    """Serves."""

    @property
    def name(self) -> str:
        """The name of it.

        It is long.
        """
        return "x"

    @abstractmethod
    def run(self) -> int:
        """Runs it.

        Twice.
        """
        return 1

    def __len__(self) -> int:
        """Counts it.

        Slowly.
        """
        return 1

    async def load(self) -> int:  # expect: DOC007
        """Loads it.

        Raises:
            OSError: If it is not there.
        """
        return 1
