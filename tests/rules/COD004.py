# --- app/ship.py
def four(orders):
    for order in orders:
        if order.paid:
            for line in order.lines:
                if line.in_stock:
                    send(line)


def five(orders):
    for order in orders:
        if order.paid:
            for line in order.lines:
                if line.in_stock:
                    while line.waiting:  # expect: COD004 "`five` nests blocks more than 4 deep"
                        if line.ready:
                            send(line)


async def five_async(orders):
    async for order in orders:
        try:
            if order.paid:
                match order.kind:
                    case 1:
                        if order.big:  # expect: COD004
                            send(order)
        finally:
            pass


def elifs(kind):
    if kind == 1:
        return 1
    elif kind == 2:
        return 2
    elif kind == 3:
        return 3
    elif kind == 4:
        return 4
    elif kind == 5:
        return 5
    elif kind == 6:
        if kind:
            return 6
    return 0


def withs(a, b, c):
    with open(a) as f:
        with open(b) as g:
            with open(c) as h:
                for line in f:
                    if line:
                        with g:
                            h.write(line)


def nested(orders):
    for order in orders:
        if order.paid:
            for line in order.lines:
                if line.in_stock:

                    def inner():
                        if line:
                            return 1
                        return 2

                    inner()
# --- tests/test_ship.py
def test_five(orders):
    for order in orders:
        if order.paid:
            for line in order.lines:
                if line.in_stock:
                    if line.weight > 0:
                        assert line
