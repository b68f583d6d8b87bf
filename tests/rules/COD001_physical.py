# config: max-lines = 10
# config: physical = true
def documented(rows):  # expect: COD001 "`documented` has 11 lines"
    """Say much."""

    # one

    # two

    # three

    # four
    return rows
