"""Copies customers of the old shop into the database; run once by hand.

It is started as a module, `python -m scripts.import_legacy`.
"""

import csv
import sys

from pydantic import BaseSettings

from app.core.settings import get_settings
from app.db.pool import close_pool, open_pool
from app.repositories import customers


class ImportSettings(BaseSettings):
    """Where the old shop's export is."""

    legacy_export: str = "customers.csv"


def main() -> int:
    """Copies every row.

    Returns:
        int: The exit code.
    """
    open_pool(get_settings())
    try:
        with open(ImportSettings().legacy_export, newline="", encoding="utf-8") as export:
            for row in csv.DictReader(export):
                customers.insert(row["uid"], row["email"], row["name"], "")
    finally:
        close_pool()
    return 0


if __name__ == "__main__":
    sys.exit(main())
