"""Sends yearly statements to the accountant's system.

It is started as a module, `python -m scripts.push_statements ADDRESS YEAR CUSTOMER...`.
"""

import argparse
import sys

from app.core.settings import get_settings
from app.db.pool import close_pool, open_pool
from app.services import exports


def main() -> int:
    """Sends the statement of every customer that is named.

    Returns:
        int: 0 if enough of them were taken.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--least", default="100 %", help="share that has to be taken")
    parser.add_argument("address", help="where to")
    parser.add_argument("year", type=int, help="four digits")
    parser.add_argument("customer", type=int, nargs="+", help="whose statement")
    arguments = parser.parse_args()
    least = exports.parse_rate(arguments.least) * len(arguments.customer)
    open_pool(get_settings())
    try:
        taken = exports.push_all(arguments.address, arguments.customer, arguments.year)
    finally:
        close_pool()
    return 0 if taken >= least else 1


if __name__ == "__main__":
    sys.exit(main())
