"""Main."""
# above expect: DOC013 "The docstring of `main` only repeats its name"


from abc import ABC, abstractmethod
from typing import Protocol


def get_user(user_id: int) -> int:
    """Gets the user."""
#   ^^^^^^^^^^^^^^^^^^^^ expect: DOC013 "The docstring of `get_user` only repeats its name"
    return user_id


def create_item() -> None:
    """Creating items"""  # expect: DOC013


def readHTTPHeader() -> None:
    """Read the HTTP header."""  # expect: DOC013


def empty() -> None:
    """ """  # expect: DOC013 "is empty"


def dots() -> None:
    """..."""  # expect: DOC013 "is empty"


def later() -> None:
    """TODO: write this."""  # expect: DOC013 "is a placeholder"


def named() -> None:
    """Description."""  # expect: DOC013


def scaffold() -> None:
    """Say what it does (fastidious: to be written).  # expect: DOC013 "is still to be written"

    Args:
        x: One.
    """


class UserAccount:
    """User account."""  # expect: DOC013

    def save(self) -> None:
        """Saves to the database."""


def run_filter_tags() -> None:
    """Filter by `run.tags`."""


def get_workflows() -> None:
    """Get all workflows."""


def get_users() -> None:
    """Gets all active users."""


def delete() -> None:
    """Deletes it, and what hangs on it."""


def yearly_statement(year: int) -> None:
    """Yearly statement.
#      ^^^^^^^^^^^^^^^^^ expect: DOC013 "The first line of the docstring of `yearly_statement`"

    Args:
        year: Four digits.
    """


def delete_project(name: str) -> None:
    """Deletes a project.

    Args:
        name: Its name.
    """


def monthly_statement(month: int) -> None:
    """Monthly statement.

    With all that was paid.

    Args:
        month: One to twelve.
    """


def transfer() -> None:
    """Transfer.

    Moves money from one account to another.
    """


def description_of() -> None:
    """Description of the item in the shop's language."""


class ItemLost(Exception):
    """Item lost."""  # expect: DOC013 "only repeats" "or write `...` in its place"


class Store(ABC):
    @abstractmethod
    def get_item(self) -> int:
        """Get item"""  # expect: DOC013 "only repeats"


class Shown(Protocol):
    def show(self) -> str:
        """Show."""  # expect: DOC013 "only repeats" "or write `...` in its place"
# --- app/core.py
"""The parts that everything else stands on."""
# --- tests/test_it.py
def helper() -> None:
    """Helper."""
