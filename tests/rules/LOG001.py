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
    print("x", file=sys.stderr)  # expect: LOG001/suggestion
    print()  # expect: LOG001

    def inner() -> None:
        print(*order)  # expect: LOG001 "`inner`"

    with open("x", "w") as handle:
        print("x", file=handle)
    return order


def charge(order) -> None:
    print("Error: no key is set")  # expect: LOG001 "" "`logger.error("
    # fixed: logger.error("Error: no key is set")
    print(f"Warning: {order} is late")  # expect: LOG001 "" "`logger.warning("
    # fixed: logger.warning(f"Warning: {order} is late")
    print(f"Error: {order}")  # expect: LOG001 "" "Error: %s"
    # fixed: logger.error(f"Error: {order}")


def read(order, verbose: bool) -> None:
    if verbose:
        print(order)
    else:
        print(order)  # expect: LOG001


class Printer:
    def print(self, text: str) -> None:
        print(text)


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
# --- app/wizard.py
def ask() -> str:
    print("Which project?")
    return input("> ")
# --- app/picker.py
import sys


def pick() -> str:
    print("Press a key")
    return sys.stdin.readline()
# --- app/seeding.py
def seed() -> None:
    print("seeding")
# --- app/fill.py
import argparse

from app.seeding import seed


def main() -> None:
    argparse.ArgumentParser().parse_args()
    seed()
# --- app/both.py
def load() -> None:
    print("loading")  # expect: LOG001
# --- app/load.py
import argparse

from app.both import load


def main() -> None:
    argparse.ArgumentParser().parse_args()
    load()
# --- app/api.py
from fastapi import APIRouter

from app.both import load

router = APIRouter()
load()
# --- training/prepare.py
for line in open("lines.txt"):
    print(line)


def show(line: str) -> None:
    print(line)
# --- app/plugin.py
def found_by_name() -> None:
    print("x")  # expect: LOG001
# --- app/db/seed_orders.py
def seed() -> None:
    print("seeding")
# --- check_times.py
import time

try:
    print(time.time())
except ValueError as error:
    print(error)
# --- app/schema.py
def create() -> None:
    print("creating")


def read() -> str:
    print("reading")  # expect: LOG001
    return "x"
# --- app/cli/schema.py
from app.schema import create

create()
# --- app/routes.py
from fastapi import APIRouter

from app.schema import read

router = APIRouter()


@router.get("/schema")
def schema() -> str:
    return read()
# --- app/commands/play.py
from discord.ext import commands


class Play(commands.Cog):
    async def play(self, ctx) -> None:
        print("playing")  # expect: LOG001
# --- app/echo.py
from fastapi import APIRouter, Request

router = APIRouter()


@router.post("/echo")
async def echo(request: Request) -> None:
    print(f"headers {request.headers}")  # expect: LOG001 "`print` in `echo`" "Take it out"
# --- worker/main.py
from loguru import logger

logger.info("starting")
# --- worker/run.py
def run() -> None:
    print("running")  # expect: LOG001 "`print` in `run`" "with `from loguru import logger`"
# --- template/__main__.py
from cookiecutter.main import cookiecutter

cookiecutter(".")
# --- template/hooks/repository.py
def make() -> None:
    print("made")
# --- app/eyes.py
def show(title: str) -> None:
    print("=" * 60)  # expect: LOG001 "`print` in `show`" "Take it out: a line for the eye"
    print(f"{'-' * 60}")  # expect: LOG001 "`print` in `show`" "a line for the eye"
    print()  # expect: LOG001 "`print` in `show`" "a line for the eye"
    print(f"== {title} ==")  # expect: LOG001 "`print` in `show`" "Write `logger.info("
