type Alias = int
type Pair[T, *Ts, **P] = tuple[T, *Ts] | Callable[P, T]
type Bound[T: int, S: (str, bytes)] = dict[T, S]
type = type[type] = 1
type: int = 2
type (x)
type in x


class Box[T: "Box", *Rest](Base[T], metaclass=Meta):
    def get[U](self, other: U) -> T: ...

    async def put[**P](self, *args: P.args, **kwargs: P.kwargs): ...


def first[T](items: list[T]) -> T:
    return items[0]
