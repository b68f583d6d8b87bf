def one():
    for x in y:
        try:
            pass
        finally:
            return 1


def lazy(a: Undefined, b: "quoted" = 1) -> also.undefined:
    c: yet.another
