# config: require-sections = true
"""Functions."""


def one_line(x: int, y: int) -> int:  # expect: DOC007
    """Adds."""
    return x + y


def prose(x: int) -> int:
    """Returns one more than x."""
    return x + 1
