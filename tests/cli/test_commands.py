"""Runs the program as people do: exit codes, messages, outputs, configuration, hostile trees."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import Any, Dict, List, Optional

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
            (["audit", "--advisories", "none.json"], "none.json: no such file or folder"),
            (["explain", "ZZZ999"], "there is no rule"),
            (["explain", "sec02"], "did you mean 'SEC002'?"),
            (["audit", "--threads", "-1"], "is no number from 0"),
            (["audit", "--fail-on"], "--fail-on needs a value"),
            (["audit", ".", "/etc"], "'fastidious audit ROOT PATH'"),
            (["dump", "ast", "--python", "3.7", "a.py"], "not a version from 3.8 to 3.14"),
            (["review"], "not in a git repository"),
        ):
            self.assertIn(message, self.run_program(*words, code=2).stderr, words)

    def test_configuration_errors_name_file_line_and_key(self) -> None:
        self.write("pyproject.toml", b"[tool.fastidious]\nignroe = []\n")
        errors = self.run_program("audit", code=2).stderr
        self.assertIn("pyproject.toml:2: tool.fastidious.ignroe", errors)
        self.assertIn("did you mean 'ignore'?", errors)

    def test_help_shows_examples(self) -> None:
        for command in ("audit", "review", "rules", "explain", "dump"):
            self.assertIn("Examples:", self.run_program(command, "--help").stdout)

    def test_notes_tell_what_has_no_effect(self) -> None:
        self.write("fastidious.toml", b"exclude = ['x/**']\n")
        self.write("api/a.py", b"")
        self.git("init", "-q")
        self.assertIn("not used when", self.run_program("audit", "api").stderr)
        self.assertNotIn("not used when", self.run_program("audit", ".", "api").stderr)

    def test_no_colour_off_a_terminal(self) -> None:
        self.write("a.py", UNTYPED.encode())
        plain = self.run_program("audit", "--fail-on", "never").stdout
        self.assertNotIn("\x1b", plain)
        coloured = self.run_program("audit", "--fail-on", "never", "--color", "always").stdout
        self.assertIn("\x1b", coloured)


class Dump(CommandTest):
    def test_imports_of_a_repository(self) -> None:
        self.write("svc/pyproject.toml", b"[project]\nname = 'svc'\n")
        self.write("svc/app/a.py", b"from app.b import f\nimport os\n")
        self.write("svc/app/b.py", b"import app.a\n")
        self.assertEqual(
            self.run_program("dump", "imports", ".").stdout,
            "svc/app/a.py module app.a root svc\n  1 app.b -> svc/app/b.py\n  2 os\n"
            "svc/app/b.py module app.b root svc\n  1 app.a -> svc/app/a.py\n"
            "cycle svc/app/a.py svc/app/b.py\n",
        )

    def test_scopes_need_no_version(self) -> None:
        self.write("a.py", UNTYPED.encode())
        self.assertIn("function 'greet'", self.run_program("dump", "scopes", "a.py").stdout)


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

    def test_advisories_come_from_the_user(self) -> None:
        self.write("main.py", b"from fastapi import FastAPI\n\napp = FastAPI()\n")
        self.write("requirements.txt", b"fastapi==0.1.0\n")
        affected = {"package": {"ecosystem": "PyPI", "name": "fastapi"}, "versions": ["0.1.0"]}
        advisory = {"id": "PYSEC-1", "affected": [affected]}
        self.write("osv/a/1.json", json.dumps(advisory).encode())
        only = ("--select", "SEC098")
        for path in ("osv", "osv/", "osv/a/1.json", str(self.root / "osv")):
            found = self.findings(*only, "--advisories", path)
            self.assertIn("PYSEC-1", str(found[0]["message"]), path)
        report = self.run_program("audit", *only).stdout
        self.assertIn("Rules that could not look: SEC098 (no advisories", report)
        self.write("fastidious.toml", b"advisories = 'osv'\n")
        self.assertEqual(len(self.findings(*only)), 1)
        self.assertNotIn("SEC098 (no", self.run_program("audit", *only).stdout)

    def test_errors_in_advisories_name_file_and_key(self) -> None:
        self.write("fastidious.toml", b"advisories = 'osv'\n")
        for text, message in (
            (b"{", "1.json: not valid JSON"),
            (b"7", "1.json: the document: must be an object"),
            (b'{"summary": "x"}', "1.json: id: is missing"),
            (b'[{"id": 1}]', "1.json: id: must be a string"),
            (b'{"id": "A", "affected": 1}', "1.json: A: affected: must be a list"),
            (b'{"id": "A", "affected": [{"package": {"ecosystem": "PyPI"}}]}',
             "A: affected[0].package.name: must be a string"),
        ):
            self.write("osv/1.json", text)
            errors = self.run_program("audit", code=2).stderr
            self.assertIn("fastidious.toml: advisories osv: ", errors)
            self.assertIn(message, errors)

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


class NextActions(CommandTest):
    """Who is to act, and until when."""

    def setUp(self) -> None:
        super().setUp()
        self.write("app/a.py", UNTYPED.encode())
        self.git("init", "-q")
        self.commit("Ann")
        self.write("app/a.py", UNTYPED.encode() + b"\n\n" + UNTYPED.replace("greet", "wave").encode())
        self.commit("Ben")

    def commit(self, author: str) -> None:
        self.git("add", ".")
        self.git("commit", "-q", "-m", "m", "--author", f"{author} <{author}@example.org>")

    def first_action(self, *words: str) -> Dict[str, Any]:
        options = ["--select", "TYP001", "--output", "json", "--fail-on", "never", *words]
        report = json.loads(self.run_program("audit", ".", *options).stdout)
        return report["next_actions"][0]

    def test_are_for_who_last_changed_the_line(self) -> None:
        self.assertEqual(self.first_action()["owner"], "Ann")

    def test_are_for_the_code_owner_if_there_is_one(self) -> None:
        self.write("CODEOWNERS", b"/app/ @acme/backend\n")
        self.assertEqual(self.first_action()["owner"], "@acme/backend")

    def test_are_for_nobody_where_that_is_wanted(self) -> None:
        self.assertEqual(self.first_action("--no-owners")["owner"], "")
        self.write("fastidious.toml", b"owners = false\n")
        self.assertEqual(self.first_action()["owner"], "")

    def test_are_due_by_their_phase(self) -> None:
        self.assertEqual(self.first_action("--date", "2027-01-29")["due"], "2027-02-01")

    def test_need_a_day_to_count_from(self) -> None:
        errors = self.run_program("audit", "--date", "2027-02-30", code=2).stderr
        self.assertIn("must be a day such as 2027-01-31", errors)


class History(CommandTest):
    """Secrets that only the history has."""

    TOKEN = "ghp_" "q7Zt2mXv9LkP4rWb8NcD1sYh6GfJ3x3siD5a"

    def setUp(self) -> None:
        super().setUp()
        self.cache = tempfile.TemporaryDirectory()
        self.addCleanup(self.cache.cleanup)
        before = os.environ.get("XDG_CACHE_HOME")
        os.environ["XDG_CACHE_HOME"] = self.cache.name
        self.addCleanup(self.restore, before)
        self.git("init", "-q")
        self.commit(f"curl -H 'Authorization: Bearer {self.TOKEN}'\n")
        self.commit("curl -H \"Authorization: Bearer $TOKEN\"\n")

    @staticmethod
    def restore(value: Optional[str]) -> None:
        """Puts back what the environment had."""
        if value is None:
            del os.environ["XDG_CACHE_HOME"]
        else:
            os.environ["XDG_CACHE_HOME"] = value

    def commit(self, text: str) -> None:
        """Commits a script with this text."""
        (self.root / "deploy.sh").write_text(text)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "change")

    def findings(self, *words: str) -> List[Dict[str, Any]]:
        """What an audit for secrets reports."""
        words = ("--select", "SEC001,SEC009", "--output", "json", "--fail-on", "never", *words)
        report = json.loads(self.run_program("audit", *words).stdout)
        self.assertNotIn(self.TOKEN, json.dumps(report))
        self.commits = report["coverage"]["commits_read"]
        return report["findings"]

    def test_reports_what_head_has_no_more(self) -> None:
        found = self.findings()
        self.assertEqual([one["rule"] for one in found], ["SEC009"])
        self.assertIn("`ghp_…`, 40 characters, in deploy.sh, since commit ", found[0]["message"])
        self.assertEqual(self.commits, 2)
        self.assertEqual(self.findings(), found)  # from the cache
        self.assertEqual(self.findings("--no-cache"), found)
        self.assertEqual(self.findings("--no-history"), [])
        self.assertIsNone(self.commits)

    def test_reports_what_head_has_where_it_stands(self) -> None:
        self.commit(f"echo {self.TOKEN}\n")
        self.assertEqual([one["rule"] for one in self.findings()], ["SEC001"])

    def test_sees_every_branch_and_what_is_packed(self) -> None:
        self.git("checkout", "-q", "-b", "side")
        self.commit("STRIPE_KEY=" "sk_live_" "tKCsXRpJG2Tr8hzUjEcPVJ2t\n")
        self.git("checkout", "-q", "-")
        self.git("gc", "-q", "--prune=now")
        self.assertEqual([one["rule"] for one in self.findings()], ["SEC009", "SEC009"])

    def test_the_cache_holds_no_secret_and_may_be_anything(self) -> None:
        found = self.findings()
        (memory,) = Path(self.cache.name).rglob("history-*")
        self.assertNotIn(self.TOKEN.encode(), memory.read_bytes())
        for bytes_ in (b"", b"nonsense", memory.read_bytes()[:-7], memory.read_bytes() * 2):
            memory.write_bytes(bytes_)
            self.assertEqual(self.findings(), found)

    def test_a_damaged_object_is_said_and_skipped(self) -> None:
        names = subprocess.run(["git", "rev-parse", "HEAD~1:deploy.sh"], cwd=self.root, check=True,
                               capture_output=True, text=True).stdout.strip()
        path = self.root / ".git" / "objects" / names[:2] / names[2:]
        path.chmod(0o600)
        path.write_bytes(b"x\x9c" + b"\0" * 20)
        self.assertEqual(self.findings(), [])
        self.assertIn("objects could not be read", self.run_program(
            "audit", "--select", "SEC009", "--fail-on", "never").stdout)


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

    def test_reads_what_is_staged_from_the_index(self) -> None:
        self.write("old.py", (UNTYPED + UNTYPED.replace("greet", "staged")).encode())
        self.write("gone.py", UNTYPED.encode())
        self.git("add", "-A")
        self.write("old.py", b"# one more line\n" + UNTYPED.encode())
        self.write("untracked.py", UNTYPED.encode())
        (self.root / "gone.py").unlink()
        self.assertEqual(self.reviewed("--staged"), ["gone.py:1", "old.py:3"])
        self.assertEqual(self.reviewed("--staged", "gone.py"), ["gone.py:1"])
        self.assertEqual(self.reviewed(), ["untracked.py:1"])

    def test_looks_at_named_paths_whole(self) -> None:
        self.write("api/new.py", UNTYPED.encode())
        self.assertEqual(self.reviewed("old.py"), ["old.py:1"])
        self.assertEqual(self.reviewed("api"), ["api/new.py:1"])
        self.assertEqual(self.reviewed(".", "."), ["api/new.py:1", "old.py:1"])
        self.assertEqual(self.reviewed("--since", "HEAD"), ["api/new.py:1"])
        self.assertEqual(self.reviewed("--since", "HEAD", "old.py"), [])

    def test_finds_the_root_upward(self) -> None:
        self.write("api/new.py", UNTYPED.encode())
        self.write("api/core/more.py", UNTYPED.encode())
        os.chdir(self.root / "api" / "core")
        self.addCleanup(os.chdir, "/")
        self.root = self.root / "api" / "core"
        self.assertEqual(self.reviewed(), ["api/core/more.py:1", "api/new.py:1"])
        self.assertEqual(self.reviewed(".."), ["api/core/more.py:1", "api/new.py:1"])
        self.assertEqual(self.reviewed("more.py"), ["api/core/more.py:1"])
        self.assertEqual(self.reviewed("--root", "."), ["more.py:1"])
        self.write("../fastidious.toml", b"exclude = ['new.py']\n")
        self.assertEqual(self.reviewed(), ["core/more.py:1"])

    def test_takes_no_path_outside_of_the_root(self) -> None:
        outside = self.run_program("review", "old.py", "/etc", code=2).stderr
        self.assertIn("/etc: is not below the root", outside)
        self.assertIn("--root", outside)


if __name__ == "__main__":
    unittest.main()
