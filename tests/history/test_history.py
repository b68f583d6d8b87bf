"""Secrets in the history of a repository of thousands of commits: all are found, once; a scan that
was killed goes on where it was; a damaged object is told and passed over; no value is written anywhere.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

PROGRAM = os.environ["FASTIDIOUS"]
COMMITS = 4000
SECRETS = 8
FILES = 100
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
FORMATS = ("json", "text", "markdown", "sarif", "github")
SECONDS = 300


def key_of(number: int) -> str:
    """An invented AWS access key id."""
    return "AK" + "IA" + "".join(random.Random(number).choices(LETTERS, k=14)) + "7Q"


def add_commit(stream: bytearray, number: int, path: str, text: str) -> None:
    """One commit for git fast-import."""
    data, message = text.encode(), f"Change {number}".encode()
    stream += b"commit refs/heads/main\ncommitter A <a@acme.io> %d +0000\n" % (1600000000 + number)
    stream += b"data %d\n%s\n" % (len(message), message)
    stream += b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data)


def make_repository(root: Path) -> None:
    """A repository whose history has SECRETS keys that the last commit has no more."""
    subprocess.run(["git", "init", "--quiet", "--initial-branch", "main", str(root)], check=True)
    stream = bytearray()
    for number in range(COMMITS):
        lines = [f"def total_{number}_{i}(x: int) -> int:\n    return x + {i}\n" for i in range(60)]
        if number % (COMMITS // SECRETS) == 7:
            lines.append(f'KEY = "{key_of(number)}"\n')
        add_commit(stream, number, f"app/m{number % FILES}.py", "\n".join(lines))
    for number in range(FILES):
        add_commit(stream, COMMITS + number, f"app/m{number}.py", "LIMIT = 1\n")
    subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input=bytes(stream), check=True)
    subprocess.run(["git", "reset", "--hard", "--quiet"], cwd=root, check=True)


class History(unittest.TestCase):
    """One repository for all tests; each has a cache of its own."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = Path(cls.folder.name, "repository")
        make_repository(cls.root)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.folder.cleanup()

    def setUp(self) -> None:
        self.cache = Path(tempfile.mkdtemp(dir=self.folder.name))
        self.environment = {**os.environ, "XDG_CACHE_HOME": str(self.cache)}

    def command(self, root: Path, *words: str) -> "list[str]":
        """The command line of an audit for secrets."""
        return [PROGRAM, "audit", str(root), "--select", "SEC001,SEC002,SEC009", *words]

    def audit(self, root: Path) -> dict:
        """The report of an audit."""
        made = subprocess.run(
            self.command(root, "--output", "json"), env=self.environment, capture_output=True,
            timeout=SECONDS, check=False,
        )
        self.assertIn(made.returncode, (0, 1), made.stderr.decode())
        return json.loads(made.stdout)

    def remembered(self) -> int:
        """The bytes that the cache holds."""
        return sum(path.stat().st_size for path in self.cache.rglob("*") if path.is_file())

    def secrets_in(self, report: dict) -> int:
        """How many secrets the report tells of the history."""
        return sum(finding["rule"] == "SEC009" for finding in report["findings"])

    def test_finds_each_secret_once(self) -> None:
        """Also with what the first scan remembered."""
        first = self.audit(self.root)
        self.assertEqual(self.secrets_in(first), SECRETS)
        self.assertEqual(self.audit(self.root), first)

    def test_goes_on_where_it_was_killed(self) -> None:
        """The names of the texts that were read stay, and nothing is lost."""
        killed = 0
        for delay in (0.02, 0.05, 0.1, 0.2, 0.4, 0.8):
            process = subprocess.Popen(
                self.command(self.root, "--threads", "1", "--output", "json"), env=self.environment,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
            if self.remembered() > 1000:
                break
        self.assertGreater(killed, 0)
        partly = self.remembered()
        self.assertEqual(self.secrets_in(self.audit(self.root)), SECRETS)
        self.assertGreaterEqual(self.remembered(), partly)

    def test_passes_over_a_damaged_object(self) -> None:
        """It is told, and all other objects are read."""
        root = Path(self.folder.name, "damaged")
        shutil.copytree(self.root, root)
        (root / "notes.txt").write_text("nothing\n")
        git = ["git", "-C", str(root), "-c", "user.name=A", "-c", "user.email=a@acme.io"]
        subprocess.run([*git, "add", "notes.txt"], check=True)
        subprocess.run([*git, "commit", "--quiet", "-m", "Add notes"], check=True)
        name = subprocess.run([*git, "rev-parse", "HEAD:notes.txt"], capture_output=True, text=True,
                              check=True).stdout.strip()
        damaged = root / ".git" / "objects" / name[:2] / name[2:]
        damaged.chmod(0o644)
        damaged.write_bytes(b"\x78\x9c" + bytes(range(40)))
        made = subprocess.run(self.command(root, "--output", "text"), env=self.environment,
                              capture_output=True, timeout=SECONDS, check=False)
        self.assertIn(made.returncode, (0, 1), made.stderr.decode())
        self.assertIn(b"could not be read", made.stdout + made.stderr)
        self.assertEqual(self.secrets_in(self.audit(root)), SECRETS)

    def test_writes_no_value_anywhere(self) -> None:
        """No report, baseline, cache or message holds one, in a file or in the history."""
        root = Path(self.folder.name, "told")
        shutil.copytree(self.root, root)
        values = [key_of(7), key_of(9001)]
        words = 'import os\n\nVALUE = os.getenv("X", "{}")  # {}\n'
        (root / "app" / "told.py").write_text(words.format(values[1], values[1]))
        (root / "told.cfg").write_text(f"key = {values[1]}\n")
        out = Path(tempfile.mkdtemp(dir=self.folder.name))
        outputs = [word for name in FORMATS for word in ("--output", f"{name}={out}/{name}")]
        printed = b""
        for more in (outputs, ["--write-baseline", f"{out}/baseline.json"], ["--stats"]):
            command = [PROGRAM, "audit", str(root), *more]
            made = subprocess.run(command, env=self.environment, capture_output=True,
                                  timeout=SECONDS, check=False)
            self.assertIn(made.returncode, (0, 1), made.stderr.decode())
            printed += made.stdout + made.stderr
        kept = [p for folder in (out, self.cache) for p in folder.rglob("*") if p.is_file()]
        self.assertGreater(len(kept), len(FORMATS))
        for text in [printed, *(path.read_bytes() for path in kept)]:
            for value in values:
                self.assertNotIn(value.encode(), text)
                self.assertNotIn(value[4:].encode(), text)


if __name__ == "__main__":
    unittest.main()
