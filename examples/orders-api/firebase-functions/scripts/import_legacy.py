"""Copies customers of the old shop into the database; run once by hand."""

import csv
import sys

from pydantic import BaseSettings

from app.repositories import customers


class ImportSettings(BaseSettings):
    """Where the old shop's export is."""

    legacy_export: str = "customers.csv"


def main() -> int:
    """Copies every row.

    Returns:
        int: The exit code.
    """
    with open(ImportSettings().legacy_export, newline="", encoding="utf-8") as export:
        for row in csv.DictReader(export):
            customers.insert(row["uid"], row["email"], row["name"], "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
