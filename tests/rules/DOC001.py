# Licence: MIT
import os  # expect: DOC001 "The module `app.main` has no docstring"

print(os.name)
# --- app/documented.py
"""Says what it is for."""

from __future__ import annotations

x = 1
# --- app/late.py
from __future__ import annotations  # expect: DOC001

"""Too late: this is no docstring."""
# --- app/formatted.py
f"""No docstring: it is computed."""  # expect: DOC001
# --- app/concatenated.py
"One that is " "concatenated."

x = 1
# --- app/__init__.py
# --- app/api/__init__.py
from app.main import os

__all__ = ["os"]
__version__ = "1.0"
# --- app/core/__init__.py
from app.main import os  # expect: DOC001


def start() -> None:
    print(os)
# --- app/_private.py
x = 1
# --- app/__main__.py
print(1)  # expect: DOC001
# --- app/service_pb2.py
x = 1
# --- alembic/versions/1.py
x = 1
# --- tests/conftest.py
x = 1
# --- scripts/load.py
x = 1
# --- app/decorated.py
@print
def f() -> None:  # expect: DOC001
    print(1)
# --- hooks/post_gen_project.py
import shutil

shutil.rmtree("unwanted")
