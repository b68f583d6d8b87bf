# What is written for any type has no one model of what it is given.
from typing import Generic, TypeVar

T = TypeVar("T")


class Store(Generic[T]):
    def update(self, key: int, values: dict) -> None:  # expect: TYP005 "`dict`" "Write `dict[str, object]`, or narrower types that fit all that the generic class is used for."
        print(key, values)


class Ints(Store[int]):
    def update(self, key: int, values: dict) -> None:  # expect: TYP005 "`dict`" "name a `TypedDict` in its place, one for all the places that this value goes through: it is still a `dict` there"
        print(key, values)
