# config: require-sections = true
"""Functions."""


def one_line(x: int, y: int) -> int:  # expect: DOC004 "says nothing about `x`, `y`"
    """Adds."""
    return x + y


def prose(x: int) -> int:
    """Adds one to x."""
    return x + 1
