# config: max-complexity = 4


def at_the_limit(a):
    if a:
        pass
    elif a > 1:
        pass
    for _ in a:
        pass


def over_the_limit(a):  # expect: COD002 "`over_the_limit` has a cyclomatic complexity of 5; the limit is 4"
    if a:
        pass
    elif a > 1:
        pass
    for _ in a:
        while a:
            pass


async def handlers(a):
#         ^^^^^^^^ expect: COD002 "complexity of 5"
    try:
        pass
    except ValueError:
        pass
    except KeyError:
        pass
    else:
        async for _ in a:
            pass
    finally:
        if a:
            pass


def not_counted(a, b):
    match a:
        case 1:
            if b:
                pass
        case 2 if b:
            pass
    x = [i for i in a if i and b] or (a if b else b)
    with a as c:
        return lambda: (x and c) or b


def closure(a):  # expect: COD002 "complexity of 6"
    def inner(b):
        if b:
            return 1
        return 2

    class Local:
        def method(self):
            for _ in a:
                pass

        if a:
            other = method

    return inner, Local


class Shape:
    @property
    def area(self):
        if self.a or self.b:
            if self.c:
                for _ in self:
                    while self:
                        return 1
        return 0

    @area.setter
    def area(self, value):
        self.value = value

    def sides(self):  # expect: COD002
        if self.a:
            if self.b:
                if self.c:
                    if self.d:
                        return 4
        return 0


if Shape:
# above expect: COD002 "This statement has a cyclomatic complexity of 5"
    for _ in ():
        pass
    while None:
        pass

    def defined_here():
        pass

with open("x") as f:
    for _ in f:
        pass
