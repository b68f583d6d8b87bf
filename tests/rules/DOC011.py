from collections.abc import Iterator
from contextlib import asynccontextmanager, contextmanager

from fastapi import Depends


def lines(path: str):  # expect: DOC011/warning "`lines` yields values"
    """Reads a file.

    Args:
        path: Which one.
    """
    with open(path) as file:
        for line in file:
            yield line.strip()


def total(amounts: list[int]) -> int:
    """Adds up.

    Args:
        amounts: What to add.

    Yields:  # expect: DOC011 "it yields nothing"
        The total.
    """
    return sum(amounts)


def numpy_style(amounts):
    """Adds up.

    Parameters
    ----------
    amounts : list
        What to add.

    Yields  # expect: DOC011 "it yields nothing"
    ------
    int
        The total.
    """
    print(amounts)


def each(path: str):
    """Reads a file.

    Args:
        path: Which one.

    Yields:
        Each line.
    """
    yield path


async def in_words(path: str):
    """Reads a file and yields its lines.

    Args:
        path: Which one.
    """
    yield path


def called_returns(path: str) -> Iterator[str]:
    """Reads a file.

    Args:
        path: Which one.

    Returns:
        The lines.
    """
    yield path


def handed_on(path: str) -> Iterator[str]:
    """Reads a file.

    Args:
        path: Which one.

    Yields:
        Each line.
    """
    return each(path)


def without_annotation(path):
    """Reads a file.

    Args:
        path: Which one.

    Yields:
        Each line.
    """
    return each(path)


@contextmanager
def nothing(path: str):
    """Moves a file away for a while.

    Args:
        path: Which one.
    """
    print(path)
    yield
    print(path)


Lines = Iterator[str]


def by_alias(path: str) -> Lines:
    """Reads a file.

    Args:
        path: Which one.

    Yields:
        Each line.
    """
    return each(path)


def plain(path: str):
    """Reads a file."""
    yield path


def _private(path: str):
    """Reads a file.

    Args:
        path: Which one.
    """
    yield path


@contextmanager
def opened(path: str):
    """A context manager around a file.

    Args:
        path: Which one.
    """
    yield path


@asynccontextmanager
async def locked(path: str):
    """Holds a lock on a file.

    Args:
        path: Which one.

    Raises:
        OSError: Somebody else holds it.
    """
    yield path


def get_session(url: str = Depends(plain)):  # expect: DOC011 "`get_session` yields values"
    """Opens a session for one request.

    Raises:
        OSError: There is no such host.
    """
    if not url:
        raise OSError(url)
    yield url


def outer(path: str) -> list[str]:
    """Reads a file.

    Args:
        path: Which one.

    Returns:
        Its lines.
    """

    def inner():
        yield path

    return list(inner())


class Connector:
    def stream_logs(self, name: str):
        """What the connectors that have logs give.

        Yields:
            Lines as they come in.
        """
        raise NotImplementedError(name)
