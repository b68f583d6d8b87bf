"""Secrets in versions that a pack stores as differences to other versions: each is found, however it came
about, packed or not."""

import base64
import json
import os
import random
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import List

PROGRAM = os.environ["FASTIDIOUS"]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
SECONDS = 300


def key_of(number: int) -> str:
    """An invented AWS access key id."""
    return "AK" + "IA" + "".join(random.Random(number).choices(LETTERS, k=14)) + "7Q"


def module(number: int) -> List[str]:
    """Some forty thousand bytes, so that versions are stored as differences."""
    generator = random.Random(number)
    words = "order customer invoice total amount shipped address country price discount".split()
    return [
        f"def {generator.choice(words)}_{i}({generator.choice(words)}: int) -> int:\n    return {i}\n"
        for i in range(700)
    ]


class PackedHistory(unittest.TestCase):
    """Each test fills a repository and counts what the history is said to hold."""

    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = Path(self.folder.name, "repository")
        self.git("init", "--quiet", "--initial-branch", "main", str(self.root), at=None)
        self.number = 0

    def git(self, *words: str, at: str = "") -> str:
        """Runs git, by default in the repository."""
        who = ["-c", "user.name=A", "-c", "user.email=a@acme.io", "-c", "gc.auto=0"]
        where = [] if at is None else ["-C", str(self.root)]
        return subprocess.run(["git", *where, *who, *words], check=True, capture_output=True,
                              text=True).stdout

    def commit(self, path: str, text: str) -> None:
        """Commits one version of a file."""
        self.number += 1
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
        self.git("add", path)
        self.git("commit", "--quiet", "--allow-empty", "-m", f"Change {self.number}")

    def found(self) -> int:
        """How many secrets are said to be in the history."""
        made = subprocess.run(
            [PROGRAM, "audit", str(self.root), "--select", "SEC001,SEC002,SEC009", "--no-cache",
             "--output", "json"], capture_output=True, timeout=SECONDS, check=False)
        self.assertIn(made.returncode, (0, 1), made.stderr.decode())
        report = json.loads(made.stdout)
        self.assertNotIn(".git", json.dumps(report["coverage"]))
        return sum(one["rule"] == "SEC009" for one in report["findings"])

    def assert_found(self, count: int) -> None:
        """Loose, and packed as tightly as git can."""
        self.assertEqual(self.found(), count)
        self.git("repack", "-adfq", "--depth=250", "--window=50")
        chains = self.git("verify-pack", "-v", *(str(path) for path in
                                                 self.root.glob(".git/objects/pack/*.idx")))
        self.assertIn("chain length = 1", chains)
        self.assertEqual(self.found(), count)

    def test_at_the_beginning_in_the_middle_and_at_the_end(self) -> None:
        """Several changes in one version, far from each other."""
        lines = module(1)
        self.commit("app/a.py", "".join(lines))
        for place, number in ((0, 1), (350, 2), (len(lines), 3)):
            with_key = [*lines[:place], f'KEY = "{key_of(number)}"\n', *lines[place:]]
            self.commit("app/a.py", "".join(with_key))
            lines[place // 2] = f"LIMIT_{number} = {number}\n"
            self.commit("app/a.py", "".join(lines))
        spread = list(lines)
        for number in (4, 5, 6):
            spread[number * 100] = f'KEY = "{key_of(number)}"\n'
        self.commit("app/a.py", "".join(spread))
        self.commit("app/a.py", "".join(lines))
        self.assert_found(6)

    def test_by_a_change_within_the_value(self) -> None:
        """One letter more, and something left out, make a key of what was none."""
        key, other = key_of(7), key_of(8)
        lines = module(2)
        lines[300] = f'KEY = "{key[:9]}{key[10:]}"\n'
        lines[500] = f'OTHER = "{other[:8]}....{other[8:]}"\n'
        self.commit("app/a.py", "".join(lines))
        lines[300] = f'KEY = "{key}"\n'
        self.commit("app/a.py", "".join(lines))
        lines[300] = "KEY = 1\n"
        self.commit("app/a.py", "".join(lines))
        lines[500] = f'OTHER = "{other}"\n'
        self.commit("app/a.py", "".join(lines))
        lines[500] = "OTHER = 1\n"
        self.commit("app/a.py", "".join(lines))
        self.assert_found(2)

    def test_far_from_the_change(self) -> None:
        """In a long line of base64, whose beginning has to be seen."""
        lines = module(3)
        for number, words in ((9, f"aws = {key_of(9)}"), (10, "x" * 20)):
            plain = "invoice shipped to an address; " * 200 + words + " and more of it" * 200
            lines[400] = f'DATA = "{base64.b64encode(plain.encode()).decode()}"\n'
            self.commit("app/a.py", "".join(lines))
            self.assertEqual(len(lines), 700, number)
        self.assert_found(1)

    def test_on_branches_in_merges_and_under_other_names(self) -> None:
        """A branch that is gone, a merge that adds a key of its own, a tag, a renamed file."""
        lines = module(4)
        self.commit("app/a.py", "".join(lines))
        self.git("checkout", "--quiet", "-b", "side")
        self.commit("app/a.py", "".join([*lines, f'KEY = "{key_of(11)}"\n']))
        self.commit("app/a.py", "".join([*lines, "SIDE = 1\n"]))
        self.git("checkout", "--quiet", "main")
        self.commit("app/c.py", "C = 1\n")
        self.git("merge", "--quiet", "--no-commit", "side")
        self.commit("app/a.py", "".join([f'KEY = "{key_of(12)}"\n', *lines, "SIDE = 1\n"]))
        self.git("branch", "--quiet", "-D", "side")
        self.git("mv", "app/a.py", "app/b.py")
        self.commit("app/b.py", "".join([*lines, f'KEY = "{key_of(13)}"\n']))
        self.commit("app/b.py", "".join(lines))
        self.git("checkout", "--quiet", "-b", "release")
        self.commit("app/b.py", "".join([*lines[:200], f'KEY = "{key_of(14)}"\n', *lines[200:]]))
        self.git("tag", "v1")
        self.git("checkout", "--quiet", "main")
        self.git("branch", "--quiet", "-D", "release")
        self.assert_found(4)

    def test_of_what_references_lead_to(self) -> None:
        """Of a pack that is full of what nothing leads to any more; some commits are not packed."""
        lines = module(6)
        self.commit("app/deep/er/a.py", "".join([*lines, f'KEY = "{key_of(21)}"\n']))
        self.commit("app/deep/er/a.py", "".join(lines))
        self.git("checkout", "--quiet", "-b", "gone")
        gone = list(lines)
        for number in range(30):
            gone[number * 20] = f'GONE_{number} = "{key_of(100 + number)}"\n'
            self.commit("app/deep/er/a.py", "".join(gone))
        self.git("checkout", "--quiet", "main")
        lines[650] = f'KEY = "{key_of(22)}"\n'
        self.commit("app/deep/er/a.py", "".join(lines))
        self.git("repack", "-adfq", "--depth=250", "--window=50")
        self.git("branch", "--quiet", "-D", "gone")
        self.git("reflog", "expire", "--expire=now", "--all")
        self.commit("app/deep/er/a.py", "".join([*module(6), f'KEY = "{key_of(23)}"\n']))
        self.commit("app/deep/er/a.py", "".join(module(6)))
        self.assertEqual(self.found(), 3)

    def test_of_a_shallow_clone(self) -> None:
        """Its oldest commit has parents that are not here by intent."""
        for number in range(31, 36):
            self.commit("app/a.py", f'KEY = "{key_of(number)}"\n')
        clone = Path(self.folder.name, "clone")
        self.git("clone", "--quiet", "--depth=3", self.root.as_uri(), str(clone), at=None)
        self.root = clone
        self.assertEqual(self.found(), 2)

    def test_where_the_version_before_was_not_looked_through(self) -> None:
        """A lock file that becomes another file, and one after a version that had a key."""
        lines = module(5)
        lines[350] = f'KEY = "{key_of(15)}"\n'
        self.commit("app/a.txt", '{"lockfileVersion": 3}\n' + "".join(lines))
        self.commit("app/a.txt", "".join(lines))
        lines[100] = f'KEY = "{key_of(16)}"\n'
        self.commit("app/a.txt", "".join(lines))
        self.commit("app/a.txt", "".join(module(5)))
        self.assert_found(2)


if __name__ == "__main__":
    unittest.main()
