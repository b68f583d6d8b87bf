# config: min-coverage = 60
# --- app/__init__.py
"""The package."""  # expect: DOC015 "Package `app`: 5 of 10 modules, classes and functions have a docstring (50 %; 60 % are asked for)"
# --- app/a.py
class A:
    """Is documented."""

    def __init__(self, x: int) -> None:
        self.x = x

    def b(self) -> int:
        return self.x

    @property
    def c(self) -> int:
        """Is documented."""
        return self.x

    @c.setter
    def c(self, value: int) -> None:
        self.x = value

    def _private(self) -> int:
        return self.x


class B(A):
    def c(self) -> int:
        return 1


# ---- the name and the base say all
class Lost(Exception):
    pass


class Found(Exception): ...


def d() -> int:
    """Is documented."""

    def inner() -> int:
        return 1

    return inner()


def e() -> int:
    return 1


def f() -> int:
    return 1
# --- app/good/__init__.py
# --- app/good/a.py
"""Is documented."""


def a() -> int:
    """Is documented."""
    return 1


def b() -> int:
    """Is documented."""
    return 1


def c() -> int:
    """Is documented."""
    return 1


def d() -> int:
    """Is documented."""
    return 1


def e() -> int:
    """Is documented."""
    return 1


def f() -> int:
    return 1


def g() -> int:
    return 1


def h() -> int:
    return 1


def i() -> int:
    """Is documented."""
    return 1
# --- app/small/__init__.py
# --- app/small/a.py
def a() -> int:
    return 1
# ---- packages below folders without __init__.py: one name, two packages
# --- llms/azure/edit/__init__.py
# expect: DOC015 "Package `llms/azure/edit`: 0 of 11 modules"
# --- llms/azure/edit/a.py

def a() -> int:
    return 1


def b() -> int:
    return 1


def c() -> int:
    return 1


def d() -> int:
    return 1


def e() -> int:
    return 1


def f() -> int:
    return 1


def g() -> int:
    return 1


def h() -> int:
    return 1


def i() -> int:
    return 1


def j() -> int:
    return 1
# --- llms/openai/edit/__init__.py
# --- llms/openai/edit/a.py
"""Is documented."""


def a() -> int:
    """Is documented."""
    return 1


def b() -> int:
    """Is documented."""
    return 1


def c() -> int:
    """Is documented."""
    return 1


def d() -> int:
    """Is documented."""
    return 1


def e() -> int:
    """Is documented."""
    return 1


def f() -> int:
    """Is documented."""
    return 1


def g() -> int:
    """Is documented."""
    return 1


def h() -> int:
    """Is documented."""
    return 1


def i() -> int:
    """Is documented."""
    return 1


def j() -> int:
    """Is documented."""
    return 1
# ---- doubles of the tests, and what is only called so
# --- app/plugins_test/__init__.py
# --- app/plugins_test/a.py

def a() -> int:
    return 1


def b() -> int:
    return 1


def c() -> int:
    return 1


def d() -> int:
    return 1


def e() -> int:
    return 1


def f() -> int:
    return 1


def g() -> int:
    return 1


def h() -> int:
    return 1


def i() -> int:
    return 1


def j() -> int:
    return 1
# --- app/load_test/__init__.py
# expect: DOC015 "Package `app.load_test`: 0 of 11 modules"
# --- app/load_test/a.py

def a() -> int:
    return 1


def b() -> int:
    return 1


def c() -> int:
    return 1


def d() -> int:
    return 1


def e() -> int:
    return 1


def f() -> int:
    return 1


def g() -> int:
    return 1


def h() -> int:
    return 1


def i() -> int:
    return 1


def j() -> int:
    return 1
# --- app/small/b.py
from app.load_test import a

a.a()
# --- tests/test_a.py
from app.load_test import a as load
from app.plugins_test import a


def test_a() -> None:
    assert a.a() == load.a()
