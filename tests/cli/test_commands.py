"""Runs the program as people do: exit codes, messages, outputs, configuration, hostile trees."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ["FASTIDIOUS"]
UNTYPED = "def greet(name) -> str:\n    return name\n"
SECONDS = 60


class CommandTest(unittest.TestCase):
    """A folder for each test, and the program in it."""

    def setUp(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="fastidious-"))
        self.addCleanup(shutil.rmtree, self.root, ignore_errors=True)

    def write(self, path: str, content: bytes) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(content)

    def run_program(self, *words: str, code: int = 0) -> "subprocess.CompletedProcess[str]":
        result = subprocess.run(
            [PROGRAM, *words], cwd=self.root, capture_output=True, text=True, timeout=SECONDS
        )
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        return result

    def git(self, *words: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
        subprocess.run(["git", *identity, *words], cwd=self.root, check=True, capture_output=True)


class Usage(CommandTest):
    def test_errors_name_the_way_out(self) -> None:
        for words, message in (
            (["adit"], "did you mean 'audit'?"),
            (["audit", "--selct", "X"], "did you mean '--select'?"),
            (["audit", "nowhere"], "nowhere: no such file or folder"),
            (["audit", "--output", "pdf"], "none of text, markdown, json, sarif, github"),
            (["audit", "--output", "json", "--output", "text"], "give one a file"),
            (["audit", "--fail-on", "never-ever"], "must be critical"),
            (["audit", "--select", "ZZZ999"], "ZZZ999"),
            (["audit", "--baseline", "none.json"], "--write-baseline"),
            (["explain", "ZZZ999"], "there is no rule"),
            (["review"], "not in a git repository"),
        ):
            self.assertIn(message, self.run_program(*words, code=2).stderr, words)

    def test_configuration_errors_name_file_line_and_key(self) -> None:
        self.write("pyproject.toml", b"[tool.fastidious]\nignroe = []\n")
        errors = self.run_program("audit", code=2).stderr
        self.assertIn("pyproject.toml:2: tool.fastidious.ignroe", errors)
        self.assertIn("did you mean 'ignore'?", errors)

    def test_help_shows_examples(self) -> None:
        for command in ("audit", "review", "rules", "explain"):
            self.assertIn("Examples:", self.run_program(command, "--help").stdout)

    def test_no_colour_off_a_terminal(self) -> None:
        self.write("a.py", UNTYPED.encode())
        plain = self.run_program("audit", "--fail-on", "never").stdout
        self.assertNotIn("\x1b", plain)
        coloured = self.run_program("audit", "--fail-on", "never", "--color", "always").stdout
        self.assertIn("\x1b", coloured)


class Audit(CommandTest):
    def findings(self, *words: str) -> "list[dict[str, object]]":
        text = self.run_program("audit", "--output", "json", "--fail-on", "never", *words).stdout
        return list(json.loads(text)["findings"])

    def test_exit_codes_follow_fail_on(self) -> None:
        self.write("a.py", UNTYPED.encode())
        only = ("--select", "TYP001")
        self.run_program("audit", *only, code=1)
        self.run_program("audit", *only, "--fail-on", "never")
        self.run_program("audit", "--ignore", "TYP001", "--fail-on", "critical")

    def test_baseline_silences_what_it_holds(self) -> None:
        self.write("a.py", UNTYPED.encode())
        self.run_program("audit", "--select", "TYP001", "--write-baseline", "base.json")
        self.run_program("audit", "--select", "TYP001", "--baseline", "base.json")
        self.write("b.py", UNTYPED.encode())
        self.run_program("audit", "--select", "TYP001", "--baseline", "base.json", code=1)

    def test_outputs_go_to_files(self) -> None:
        self.write("a.py", UNTYPED.encode())
        formats = ("text", "markdown", "json", "sarif", "github")
        words = [word for name in formats for word in ("--output", f"{name}={name}.out")]
        self.assertEqual(self.run_program("audit", "--fail-on", "never", *words).stdout, "")
        for name in formats:
            self.assertGreater((self.root / f"{name}.out").stat().st_size, 0, name)

    def test_hostile_trees_are_reported(self) -> None:
        self.write("ok.py", b"x = 1\n")
        self.write("huge.py", b"x = '" + b"a" * 100_000_000 + b"'\n")
        self.write("binary.py", bytes(range(256)))
        self.write("utf16.py", "x = 1\n".encode("utf-16"))
        self.write("latin.py", b"x = '\xe9'\n")
        self.write("cookie.py", b"# coding: latin-1\nx = '\xe9'\n")
        self.write("nested.py", b"x = " + b"(" * 100_000 + b")" * 100_000 + b"\n")
        os.mkfifo(self.root / "pipe.py")
        (self.root / "loop").symlink_to("loop")
        (self.root / "out").symlink_to("/etc")
        reported = {str(finding["file"]) for finding in self.findings("--select", "AUD001")}
        expected = {"huge.py", "binary.py", "utf16.py", "latin.py", "nested.py", "pipe.py"}
        self.assertEqual(reported, expected | {"loop", "out"})

    def test_an_empty_repository_has_no_findings(self) -> None:
        self.assertEqual(self.findings(), [])


class Review(CommandTest):
    def setUp(self) -> None:
        super().setUp()
        self.write("old.py", UNTYPED.encode())
        self.git("init", "-q")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "first")

    def reviewed(self, *words: str) -> "list[str]":
        common = ("--output", "json", "--fail-on", "never", "--select", "TYP001")
        text = self.run_program("review", *common, *words).stdout
        return [f"{finding['file']}:{finding['line']}" for finding in json.loads(text)["findings"]]

    def test_looks_at_changed_lines(self) -> None:
        self.assertEqual(self.reviewed(), [])
        self.write("old.py", (UNTYPED + UNTYPED.replace("greet", "part")).encode())
        self.write("new.py", UNTYPED.encode())
        self.assertEqual(self.reviewed(), ["new.py:1", "old.py:3"])
        self.git("add", "new.py")
        self.assertEqual(self.reviewed("--staged"), ["new.py:1"])

    def test_looks_at_named_paths_whole(self) -> None:
        self.assertEqual(self.reviewed(".", "old.py"), ["old.py:1"])
        self.assertEqual(self.reviewed("--since", "HEAD"), [])


if __name__ == "__main__":
    unittest.main()
