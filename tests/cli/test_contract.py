"""`fastidious openapi --diff`: what is found, against what, in which form, with which exit code."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ["FASTIDIOUS"]
SECONDS = 60
BEFORE = '''
from enum import Enum
from fastapi import Depends, FastAPI, Header
from fastapi.security import HTTPBearer
from pydantic import BaseModel, Field

app = FastAPI()


class Colour(str, Enum):
    red = "red"
    blue = "blue"


class Item(BaseModel):
    name: str = Field(max_length=50)
    colour: Colour = Colour.red
    price: float | None = None
    gone: int = 0


class Shown(BaseModel):
    id: int
    note: str
    gone: str


@app.get("/items/{id}")
def read(id: int, q: str | None = None, old: int = 0) -> Shown: ...


@app.post("/items", status_code=201)
def create(item: Item) -> Shown: ...


@app.delete("/items/{id}")
def remove(id: int): ...


@app.get("/open")
def everyone(): ...
'''
AFTER = (
    BEFORE.replace("    blue = \"blue\"\n", "    green = \"green\"\n")
    .replace("max_length=50", "max_length=40")
    .replace("    price: float | None = None\n", "    price: float = 0\n    owner: str\n")
    .replace("    note: str\n    gone: str\n", "    note: str | None = None\n    more: int = 1\n")
    .replace("    gone: int = 0\n", "")
    .replace("/items/{id}\")\ndef read(id: int, q: str | None = None, old: int = 0)",
             "/items/{item_id}\")\ndef read(item_id: int, q: str, x_trace: str = Header(\"\"))")
    .replace("status_code=201", "status_code=200")
    .replace("@app.delete(\"/items/{id}\")\ndef remove(id: int): ...\n", "")
    .replace("def everyone(): ...", "def everyone(token=Depends(HTTPBearer())): ...")
    + "\n\n@app.put(\"/new\")\ndef added(): ...\n"
)
EXPECTED = {
    ("parameter-removed", "GET /items/{item_id}", "query parameter `old`", True),
    ("parameter-required", "GET /items/{item_id}", "query parameter `q`", True),
    ("request-type-narrowed", "GET /items/{item_id}", "query parameter `q`", True),
    ("parameter-added", "GET /items/{item_id}", "header parameter `x-trace`", False),
    ("operation-id-changed", "GET /items/{item_id}", "", False),
    ("response-property-removed", "GET /items/{item_id}", "response 200 `gone`", True),
    ("response-property-optional", "GET /items/{item_id}", "response 200 `note`", True),
    ("response-type-widened", "GET /items/{item_id}", "response 200 `note`", True),
    ("response-property-added", "GET /items/{item_id}", "response 200 `more`", False),
    ("request-property-removed", "POST /items", "request body `gone`", True),
    ("request-property-required", "POST /items", "request body `owner`", True),
    ("request-type-narrowed", "POST /items", "request body `price`", True),
    ("request-bounds-tightened", "POST /items", "request body `name`", True),
    ("request-enum-narrowed", "POST /items", "request body `colour`", True),
    ("request-enum-widened", "POST /items", "request body `colour`", False),
    ("response-status-removed", "POST /items", "response 201", True),
    ("response-status-added", "POST /items", "response 200", False),
    ("operation-removed", "DELETE /items/{id}", "", True),
    ("security-added", "GET /open", "security", True),
    ("operation-added", "PUT /new", "", False),
}


class Contract(unittest.TestCase):
    """A repository with a commit, and changes to it."""

    def setUp(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="fastidious-"))
        self.addCleanup(shutil.rmtree, self.root, ignore_errors=True)
        (self.root / "main.py").write_text(BEFORE)
        (self.root / "extra.py").write_text("")
        self.git("init", "-q")
        self.git("add", "-A")
        self.git("commit", "-qm", "before")

    def git(self, *words: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
        subprocess.run(["git", *identity, *words], cwd=self.root, check=True, capture_output=True)

    def run_program(self, *words: str, code: int = 0) -> "subprocess.CompletedProcess[str]":
        result = subprocess.run(
            [PROGRAM, "openapi", *words], cwd=self.root, capture_output=True, text=True, timeout=SECONDS
        )
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        return result

    def changes(self, old: str, code: int) -> "set[tuple[str, str, str, bool]]":
        report = json.loads(self.run_program("--diff", old, "--format", "json", code=code).stdout)
        self.assertEqual(report["schema"], 1)
        breaking = [change for change in report["changes"] if change["breaking"]]
        self.assertEqual(report["breaking"], len(breaking))
        self.assertEqual(report["compatible"], len(report["changes"]) - len(breaking))
        return {(one["kind"], one["operation"], one["place"], one["breaking"]) for one in report["changes"]}

    def test_each_change_is_classified(self) -> None:
        (self.root / "main.py").write_text(AFTER)
        self.assertEqual(self.changes("HEAD", code=1), EXPECTED)

    def test_the_other_way_round_breaks_elsewhere(self) -> None:
        self.run_program("--output", "old.json")
        (self.root / "main.py").write_text(AFTER)
        self.run_program("--output", "new.json")
        (self.root / "main.py").write_text(BEFORE)
        found = self.changes("new.json", code=1)
        for change in (
            ("operation-removed", "PUT /new", "", True),
            ("operation-added", "DELETE /items/{id}", "", False),
            ("security-removed", "GET /open", "security", False),
            ("request-property-optional", "POST /items", "request body `owner`", False),
            ("parameter-optional", "GET /items/{id}", "query parameter `q`", False),
            ("response-property-required", "GET /items/{id}", "response 200 `note`", False),
        ):
            if change[0] != "request-property-optional":  # owner is gone altogether
                self.assertIn(change, found)

    def test_documents_in_json_and_yaml_say_the_same(self) -> None:
        self.run_program("--output", "old.json")
        self.run_program("--output", "old.yaml", "--format", "yaml")
        for old in ("old.json", "old.yaml", "HEAD"):
            self.assertIn("No change that a client would notice", self.run_program("--diff", old).stdout)
        (self.root / "main.py").write_text(AFTER)
        for old in ("old.json", "old.yaml"):
            self.assertEqual(self.changes(old, code=1), EXPECTED, old)

    def test_files_that_came_and_went_since_the_revision(self) -> None:
        self.git("mv", "main.py", "served.py")
        (self.root / "untracked.py").write_text(BEFORE.replace("/open", "/untracked"))
        result = self.run_program("--diff", "HEAD", "--app", "served.py:app", code=2)
        self.assertIn("that revision has no application served.py:app", result.stderr)

    def test_compatible_changes_are_no_failure(self) -> None:
        (self.root / "main.py").write_text(BEFORE + "\n\n@app.get('/more')\ndef more(): ...\n")
        text = self.run_program("--diff", "HEAD").stdout
        self.assertIn("Other changes (1)", text)
        self.assertNotIn("Breaking changes", text)
        self.assertIn("0 breaking, 1 other.", text)

    def test_text_goes_to_a_file(self) -> None:
        (self.root / "main.py").write_text(AFTER)
        self.assertEqual(self.run_program("--diff", "HEAD", "--output", "out.txt", code=1).stdout, "")
        self.assertIn("request body `owner` is new and required", (self.root / "out.txt").read_text())

    def test_errors_name_the_way_out(self) -> None:
        (self.root / "other.json").write_text("{}")
        for words, message in (
            (["--diff", "nowhere"], "there is no such file, and as a revision"),
            (["--diff", "other.json"], "is no OpenAPI document"),
            (["--diff", "HEAD", "--all"], "--app"),
            (["--diff", "HEAD", "--format", "yaml"], "text or json"),
            (["--format", "text"], "--diff"),
        ):
            self.assertIn(message, self.run_program(*words, code=2).stderr, words)


if __name__ == "__main__":
    unittest.main()
