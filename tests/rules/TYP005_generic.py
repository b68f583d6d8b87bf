# What is written for any type has no one model of what it is given.
from typing import Generic, TypeVar

T = TypeVar("T")


class Store(Generic[T]):
    def update(self, key: int, values: dict) -> None:  # expect: TYP005 "`dict`" "where these differ from key to key, `dict[str, object]`: the class is generic"
        print(key, values)


class Ints(Store[int]):
    def update(self, key: int, values: dict) -> None:  # expect: TYP005 "`dict`" "name a model or a `TypedDict`"
        print(key, values)
