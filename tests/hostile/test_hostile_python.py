"""Each shape of tests/hostile/shapes.py: the audit ends within bounds that linear time keeps easily and time
that grows with the square does not. `measure.py` shows how the time grows."""

import unittest

from hostile_test import SANITIZED, HostileTest
from shapes import SHAPES, TREES, count_for, files_of, is_about_files

BYTES = 200_000 if SANITIZED else 1_000_000
FILES = 1_000


class Shapes(HostileTest):
    """One test for each shape and tree: see below."""

    SECONDS = 40 if SANITIZED else 6

    def check(self, name: str) -> None:
        count = FILES if is_about_files(name) else count_for(name, BYTES)
        for path, text in files_of(name, count).items():
            self.write(path, text)
        self.audit("--threads", "1")


class Findings(HostileTest):
    """More findings than anybody reads are cut short, and that is said."""

    def test_a_rule_with_too_many_findings_in_a_file(self) -> None:
        self.write("app/many.py", "".join(f"nowhere_{i}()\n" for i in range(8_000)))
        self.write("app/few.py", "nowhere()\n")
        report = self.report("--select", "COD028")
        files = [finding["file"] for finding in report["findings"]]
        self.assertEqual((files.count("app/many.py"), files.count("app/few.py")), (5_000, 1))
        self.assertEqual(report["coverage"]["findings_left_out"],
                         [{"file": "app/many.py", "rule": "COD028"}])
        _, text, _ = self.run_program("audit", "--select", "COD028")
        self.assertIn(b"COD028 has more than 5000 findings in `app/many.py`", text)


for shape in [*SHAPES, *TREES]:
    setattr(Shapes, f"test_{shape}", lambda self, name=shape: self.check(name))


if __name__ == "__main__":
    unittest.main()
