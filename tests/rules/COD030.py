# --- app/main.py
def unused(repository, order):
    saved = repository.add(order)  # expect: COD030 "`saved` is assigned and never used"
    count: int = 1  # expect: COD030
    _ignored = repository.add(order)
    a, b = repository.pair()
    declared: int
    return a


def excepts(run):
    try:
        run()
    except ValueError as error:  # expect: COD030 "The exception `error` is caught and never used"
        return None
    except KeyError as error2:
        raise RuntimeError from error2


def withs(path):
    with open(path) as file:  # expect: COD030
        return 1


def walrus(items):
    if (n := len(items)) > 3:  # expect: COD030
        return 1
    return 2


def closure():
    seen = []

    def inner():
        return seen

    return inner


def outer():
    count = 0

    def inner():
        nonlocal count
        count = 1

    return inner


def dynamic(template):
    name = "a"
    return template.format(**locals())


def augmented(n):
    total = 0
    total += n


def loops(items):
    for item in items:
        pass
    return [1 for other in items]


def deleted(n):
    value = n
    del value


def module_level():
    global created
    created = 1


created = 2
try:
    import orjson
except ImportError as missing:  # expect: COD030
    orjson = None
unread_module_variable = 3


class Config:
    debug = True
