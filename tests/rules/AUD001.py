# syntax-errors: allowed
def fine():
    return 1


def broken(:  # expect: AUD001 "does not parse"
    return 2


def again(:
    return 3
# --- app/fine.py
match = 1
type X = int
try:
    pass
except A, B:
    pass
# --- tests/broken.py
x = = 1  # expect: AUD001
# --- generator/client.py
import typing

{% for service in services %}  # expect: AUD001/suggestion "is a template of which Python is made"
from client.{{ service.name }} import {{ service.name }}
{% endfor %}
# --- README.md
def not python(
# --- old/pyproject.toml
[project]
name = "old"
requires-python = ">=3.9"
# --- old/app/main.py
with (open("a") as first, open("b") as second):
    pass
match first:  # expect: AUD001 "does not parse in Python 3.9, which it is for: a match statement needs Python 3.10"
    case _:
        type Later = int
# --- old/app/fine.py
def f(a, /):
    return f"{a!r}"
