"""Functions."""

from abc import ABC, abstractmethod
from collections.abc import Iterator


def save(order: str) -> None:
    """Stores an order.

    Args:
        order: Its number.

    Returns:
#   ^^^^^^^^ expect: DOC008 "The docstring of `save` describes a result, and it returns none"
        The stored order.
    """
    print(order)


def between(order: str) -> None:
    """Stores an order.

    Returns:  # expect: DOC008
        bool: Whether it was stored.

    Raises:
        ValueError: If it was not.
    """
    # fixed: Raises:
    if order:
        return
    return None


def numpy(order: str) -> None:
    """Stores an order.

    Returns
#   ^^^^^^^ expect: DOC008
    -------
    bool
        Whether it was stored.

    Notes
    -----
    It is slow.
    """
    print(order)


def sphinx(order: str) -> None:
    """Stores an order.

    :param order: its number
    :returns: the order  # expect: DOC008
    """
    print(order)


def with_inner(order: str) -> None:
    """Stores an order.

    Returns:  # expect: DOC008
        It.
    """

    def inner() -> int:
        return 1

    print(inner(), lambda: 1)


def none(order: str) -> None:
    """Stores an order.

    Returns:
        None
    """
    print(order)


def nothing(order: str) -> None:
    """Stores an order.

    :returns: nothing
    """
    print(order)


def value(order: str) -> str:
    """Stores an order.

    Returns:
        It.
    """
    try:
        return order
    finally:
        print(order)


def generator() -> Iterator[int]:
    """Counts.

    Returns:
        The numbers.
    """
    yield 1


def stub() -> int:
    """Counts.

    Returns:
        The number.
    """
    raise NotImplementedError("not yet")


def refuses() -> int:
    """Counts.

    Returns:
        The number.
    """
    print("no")
    raise ValueError("no")


def forgotten(name: str) -> str:
    """Checks a name.

    Returns:  # expect: DOC008
        The name in lower case.
    """
    if not name:
        raise ValueError("no name")


class Service(ABC):
    """Serves."""

    @abstractmethod
    def run(self) -> int:
        """Runs.

        Returns:
            The number.
        """

    def configured(self) -> str | None:
        """Is overridden.

        Returns:
            The name.
        """
        return None

    def hook(self) -> int:
        """Is overridden.

        Returns:
            The number.
        """
        ...
