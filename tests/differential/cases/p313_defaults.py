type Tree[T = int, *Ts = *tuple[int, ...], **P = [int, str]] = Callable[P, T]


class Node[T: object = "Node"]: ...


def make[T = None](value: T = None) -> T: ...
