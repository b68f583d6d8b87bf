import logging
import sys
from pprint import pprint as show

from fastapi import FastAPI

app = FastAPI()
logger = logging.getLogger(__name__)
print("starting")  # expect: LOG001 "`print` in the module writes"


@app.post("/orders")
async def create(order: dict) -> dict:
    print(f"order {order}")  # expect: LOG001 "`print` in `create` writes"
    # fixed: logger.info(f"order {order}")
    print("order", order)  # expect: LOG001
    show(order)  # expect: LOG001 "`show` in `create`"
    # fixed: logger.info(order)
    print("x", file=sys.stderr)  # expect: LOG001
    print()  # expect: LOG001

    def inner() -> None:
        print(*order)  # expect: LOG001 "`inner`"

    with open("x", "w") as handle:
        print("x", file=handle)
    return order


class Printer:
    def print(self, text: str) -> None:
        print(text)  # expect: LOG001


def own(printer: Printer) -> None:
    printer.print("x")


if __name__ == "__main__":
    print("x")
# --- app/other.py
from rich import print


def show() -> None:
    print("x")
# --- app/shadowed.py
def show(print) -> None:
    print("x")
# --- app/seed.py
def main() -> None:
    print("seeding")


if __name__ == "__main__":
    main()
# --- app/cli/users.py
def main() -> None:
    print("x")
# --- app/admin.py
from click import command


@command()
def main() -> None:
    print("x")
# --- app/__main__.py
print("x")
# --- scripts/load.py
print("x")
# --- tests/test_x.py
print("x")
