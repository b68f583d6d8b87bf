"""Code in which each definition refers to the next two (tests/hostile/doubled.py): each audit ends soon."""

import itertools
import unittest

from doubled import DOUBLED, doubled
from hostile_test import SANITIZED, HostileTest

COUNTS = (40, 400)


class Doubled(HostileTest):
    """One test for each pattern: see below."""

    SECONDS = 40 if SANITIZED else 4

    def check(self, name: str) -> None:
        path = "tests/test_a.py" if name == "requests" else "app/main.py"
        for count, *order in itertools.product(COUNTS, (False, True), (False, True)):
            self.write(path, doubled(name, count, *order))
            self.audit("--threads", "1")


for pattern in DOUBLED:
    setattr(Doubled, f"test_{pattern}", lambda self, name=pattern: self.check(name))


if __name__ == "__main__":
    unittest.main()
