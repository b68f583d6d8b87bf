# --- shop/prices.py
def g0(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g1(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g2(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g3(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g4(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g5(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g6(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g7(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g8(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g9(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g10(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g11(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g12(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g13(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g14(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g15(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g16(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g17(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g18(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def sphinx(item: str) -> str:
    """Gives it.

    :param item: What.  # expect: DOC012/suggestion "Sections in Sphinx style, where 19 of 21 docstrings of the package have Google style"
    """
    return item


class Numpy:
    """Holds it.

    Parameters  # expect: DOC012 "Sections in NumPy style"
    ----------
    item : str
        What.
    """


def plain(item: str) -> str:
    """Gives it.

    More of it.
    """
    return item
# --- other/prices.py
def sphinx(item: str) -> str:
    """Gives it.

    :param item: What.
    """
    return item
# --- shop/_vendor/lib.py
def vendored(item: str) -> str:
    """Gives it.

    :param item: What.
    """
    return item
