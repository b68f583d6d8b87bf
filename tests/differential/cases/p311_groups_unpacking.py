try:
    pass
except* ValueError as error:
    raise
except* (TypeError, KeyError):
    pass
else:
    pass
finally:
    pass


def call(*args: *Ts, other: int = 1) -> Generic[*Ts]:
    matrix[a, *b, 1:2, *c] = [*a, *b], (*a, *b), {*a, *b}
    for x in *a, *b:
        yield *a, *b
    return *a, b


array[*indices]
array[*indices, 1] = 2
