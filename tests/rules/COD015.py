# --- app/main.py
import functools

from celery import shared_task
from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.service import Service, exported

app = FastAPI()

_LIMIT = 3  # expect: COD015/warning "Variable `_LIMIT` is used nowhere"
_USED = 4
_made = print("side effect")
PUBLIC = 5
__version__ = "1"


def _unused() -> int:
#   ^^^^^^^ expect: COD015/warning "Function `_unused` is used nowhere"
    return _USED


def unused() -> int:  # expect: COD015/suggestion "Function `unused`"
    return 1


def _recursive(n: int) -> int:  # expect: COD015
    return _recursive(n - 1)


def _dependency() -> int:
    return 1


@shared_task
def task() -> None: ...


@functools.cache
def _decorated() -> None: ...


class _Unused:  # expect: COD015 "Class `_Unused`"
    pass


class Unused:  # expect: COD015/suggestion
    pass


class Plugin(Registered):
    name: str


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"

    id: Mapped[int] = mapped_column(primary_key=True)


def main() -> None: ...


def by_string() -> None: ...


HANDLERS = ["by_string"]


@app.get("/")
def root(value: int = Depends(_dependency)) -> Service:
    return exported()
# --- app/service.py
__all__ = ["Listed", "Service", "exported"]


class Listed: ...


class Service:
    def run(self, kind: str) -> None:
        self._used()
        getattr(self, f"_handle_{kind}")()

    def _used(self) -> None: ...

    def _handle_a(self) -> None: ...

    def _left(self) -> None: ...  # expect: COD015 "Method `_left`"

    def public(self) -> None: ...


def exported() -> Service:
    return Service()


def only_in_tests() -> None: ...
# --- app/loaded_by_name.py
def hook() -> None: ...


def _inner() -> None: ...  # expect: COD015/warning "Function `_inner`"
# --- app/config.py
_TIMEOUT = 3
# --- tests/test_service.py
from app.service import only_in_tests


def _helper() -> None: ...


def test_it() -> None:
    only_in_tests()
# --- app/templates.py
# Programs that the program writes.
_PROGRAM = """
import sys

from app.templates import _wrapped

sys.path.append("{path}")
function = _wrapped("{name}")
if __name__ == "__main__":
    function(sys.argv[1:])
# The rest is for people: it says at some length what the program above is there for and who runs it.
"""


def _wrapped(name: str) -> str:
    return name


def _unwrapped(name: str) -> str:  # expect: COD015/warning
    """Do it, as explained here: a docstring that is longer than two hundred bytes is nothing but a
    text for people, even if it says that _unwrapped("name") gives the name, which nobody asks for,
    and that it may be called more than once."""
    return name


print(_PROGRAM)
