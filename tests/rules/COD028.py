# --- app/main.py
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


def area(radius: float) -> float:
    return math.pi * radius  # expect: COD028 "`math` is not defined"


def builtins_and_module_names() -> object:
    return print, __file__, __name__, len, NotImplementedError, __debug__


class Model:
    name = __qualname__
    where = __module__
    items = [x for x in range(3)]

    def method(self) -> type:
        return __class__

    def uses_class_name(self) -> list:
        return items  # expect: COD028


def late() -> int:
    return defined_below


defined_below = 1

try:
    unicode
except NameError:
    unicode = str


def conditional() -> None:
    if os.name == "nt":
        import winreg
    winreg.OpenKey()


def annotated(order: Order) -> "Missing":  # expect: COD028 "`Order` is not defined"
    return order


def quoted(amount: "Decimal") -> None:
    global created
    created = 1


def reads() -> int:
    return created


def generic[T](items: list[T]) -> T:
    return items[0]


match os.name:
    case "nt":
        found = 1
    case [first, *rest]:
        print(first, rest)
# --- app/future.py
from __future__ import annotations


def total(order: Order) -> None:  # expect: COD028
    pass
# --- app/star.py
from os.path import *

print(join("a", "b"), anything)
# --- app/dynamic.py
globals()["made"] = 1
print(made)
# --- totals.py
def total_of(rows: list[int]) -> int:
    return sums if "sums" in locals() else len(rows)


def other_of(rows: list[int]) -> int:
    return sums if "total" in locals() else len(rows)  # expect: COD028
# --- app/rows.py
class Row:
    id: Optional[int]  # expect: COD028 "`Optional` is not defined, and used 2 more times outside of functions"
    name: Optional[str]


class OtherRow:
    name: Optional[str]


def load() -> list:
    rows = select(Row)  # expect: COD028 "`select` is not defined, and used 1 more time in `load`"
    return [rows, select(OtherRow)]


def count() -> int:
    return len(select(Row))  # expect: COD028 "`select` is not defined"
# --- app/later.py
from __future__ import annotations


def total(order: Order) -> int:
    return Order.total(order)  # expect: COD028
