def f():
    """a
    b"""
    x = 1 + \
        2

    # comment
    return (x,
            f"""{
x}""")
