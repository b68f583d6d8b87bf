# A module that is handed on whole: whoever gets it may look for anything in it.
# --- app/main.py
from app import migrations as core_migrations
from app.helpers import used
from app.run import run

run(core_migrations)
used()
# --- app/run.py
def run(module) -> None:
    for name, migrate in module.__dict__.items():
        if name.startswith("m0"):
            migrate()
# --- app/migrations.py
def m001_initial() -> None:
    print("first")


def _m002_second() -> None:
    print("second")
# --- app/helpers.py
def used() -> None:
    print("used")


def _unused() -> None:  # expect: COD015/warning
    print("unused")
