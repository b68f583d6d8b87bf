"""Functions."""


def google(account: str, amount: int) -> None:
    """Takes money.

    Args:
        account: Whose.
        ammount: In cents.
#       ^^^^^^^ expect: DOC005 "`ammount` is documented, and `google` has no such parameter"
        # fixed: amount: In cents.
    """


def several(a: int) -> None:
    """Takes money.

    Args:
        a: One.
        b (int): Two.  # expect: DOC005 "`b`"
        c: Three.  # expect: DOC005 "`c`"

    Note:
        d: no parameter at all
    """


def numpy(x: int) -> None:
    """Adds.

    Parameters
    ----------
    x : int
        One.
    yy : int, optional  # expect: DOC005 "`yy`"
        Two.
    """


def sphinx(x: int) -> None:
    """Adds.

    :param x: one
    :param int gone: two  # expect: DOC005 "`gone`"
    :raises ValueError: never
    """


def any_keys(x: int, **kwargs: int) -> None:
    """Adds.

    Args:
        x: One.
        retries: Passed on.
    """


def prose(x: int) -> None:
    """Adds.

    Args:
        x: One, that is continued
            here: with a colon.
        the rest is prose
    """


class Point:
    """A point.

    Args:
        x: Of the constructor.
    """

    def __init__(self, x: int) -> None:
        """Makes one.

        Args:
            self: The point.
            x: Its place.
        """
        self.x = x
