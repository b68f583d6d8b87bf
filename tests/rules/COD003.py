# config: max-complexity = 3
# --- app/rules.py
def three(a, b):
    if a:  # 1
        return 1
    elif b:  # 1
        return 2
    else:  # 1
        return 3


def four(a, b):  # expect: COD003 "`four` has a cognitive complexity of 4, the limit is 3"
    for x in a:  # 1
        if x and b:  # 2 + 1
            return x
    return None


def bools(a, b, c):  # expect: COD003 "complexity of 5"
    if a and b and c or a:  # 1 + 1 (or) + 1 (and)
        return 1
    return a if b else c or a  # 1 + 1


def tries(a):  # expect: COD003 "complexity of 4"
    try:
        while a:  # 1
            a -= 1
    except ValueError:  # 1
        if a:  # 2
            raise
    finally:
        print(a)


def matches(a):  # 1: the whole match is one decision
    match a:
        case 1:
            return 1
        case 2:
            return 2
        case 3:
            return 3
        case 4:
            return 4
        case _:
            return 5


def outer(a):  # expect: COD003 "`outer` has a cognitive complexity of 5"
    def inner(b):
        if b:  # 2: nested in a function
            return 1
        return 2

    for x in a:  # 1
        if x:  # 2
            return inner(x)
    return 0


def flat(a):
    with open(a) as f:
        return [line.strip() for line in f if line]
