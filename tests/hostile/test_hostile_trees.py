"""Trees that nobody means well with: each audit ends in time, in bounded memory, with an exit code
as documented, and says what it did not look at."""

import os
import shutil
import subprocess
import unittest

from hostile_test import LONG, HostileTest

HUGE = 100_000_000
# Root reads everything, unless it gives that up.
UNPRIVILEGED = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")


class Files(HostileTest):
    def test_what_is_not_a_file_is_not_opened(self) -> None:
        self.write("ok.py", "x = 1\n")
        (self.root / "app").mkdir()
        for name in ("pipe.py", "requirements.txt", ".gitignore", "Dockerfile", "app/setup.cfg"):
            os.mkfifo(self.root / name)
        self.assertIn("pipe.py", self.audit())

    def test_configuration_that_is_a_fifo(self) -> None:
        os.mkfifo(self.root / "fastidious.toml")
        code, _, errors = self.run_program("audit")
        self.assertEqual(code, 2, errors)
        self.assertIn("fastidious.toml", errors)

    def test_links_in_circles_and_out_of_the_tree(self) -> None:
        self.write("app/ok.py", "x = 1\n")
        for name, target in (("a", "b"), ("b", "a"), ("self", "."), ("app/up", ".."),
                             ("etc", "/etc"), ("x.py", "/etc/passwd"), ("gone.py", "nowhere")):
            (self.root / name).symlink_to(target)
        self.assertLessEqual({"a", "b", "etc", "x.py"}, set(self.audit()))

    def test_what_may_not_be_read(self) -> None:
        self.write("ok.py", "x = 1\n")
        self.write("closed/inner.py", "x = 1\n")
        self.write("secret.py", "x = 1\n")
        prefix = UNPRIVILEGED if os.geteuid() == 0 else ()
        if prefix and not shutil.which(prefix[0]):
            self.skipTest("root cannot give up reading everything")
        os.chmod(self.root / "closed", 0)
        os.chmod(self.root / "secret.py", 0)
        self.addCleanup(os.chmod, self.root / "closed", 0o700)
        said = self.audit(prefix=prefix)
        for name in ("closed", "secret.py"):
            self.assertIn("permission denied", " ".join(said.get(name, [])), name)

    def test_lines_of_a_hundred_megabytes(self) -> None:
        for name in ("huge.py", "requirements.txt", "poetry.lock", "Dockerfile", "run.sh"):
            self.write(name, b"x = '" + b"a" * HUGE + b"'\n")
        self.assertIn("huge.py", self.audit())

    def test_configuration_of_a_hundred_megabytes(self) -> None:
        self.write("fastidious.toml", b"# " + b"a" * HUGE + b"\n")
        code, _, errors = self.run_program("audit")
        self.assertEqual(code, 2, errors)
        self.assertIn("fastidious.toml", errors)

    def test_long_lines_that_parse(self) -> None:
        for text in ("x = [" + "[1, 2], " * 20_000 + "]\n", "x = '" + "a" * 2_000_000 + "'\n",
                     "#" * 2_000_000 + "\n", "x = 1;" * 20_000, "\n" * 200_000):
            self.write("long.py", text)
            self.assertEqual(self.audit(), {})

    def test_what_is_no_text(self) -> None:
        self.write("binary.py", bytes(range(256)) * 4000)
        self.write("utf16.py", "x = 1\n".encode("utf-16"))
        self.write("utf16be.py", "x = 1\n".encode("utf-16-be"))
        self.write("utf32.py", "x = 1\n".encode("utf-32"))
        self.write("nuls.py", b"x = 1\0\0\0\ny = 2\n")
        self.write("zeros.py", bytes(1_000_000))
        self.write("cookie.py", "# coding: klingon\nx = 1\n")
        said = self.audit()
        self.assertEqual(set(said), {path.name for path in self.root.iterdir()})

    def test_a_tree_too_deep_for_a_path(self) -> None:
        at = os.open(self.root, os.O_RDONLY)
        for _ in range(3_000):
            os.mkdir("d", dir_fd=at)
            below = os.open("d", os.O_RDONLY, dir_fd=at)
            os.close(at)
            at = below
        os.close(at)
        self.addCleanup(subprocess.run, ["rm", "-rf", str(self.root)])
        self.assertTrue(self.audit())

    def test_names_of_files(self) -> None:
        for name in (b"\xff\xfe.py", b"new\nline.py", b"\x1b[31mred.py", b" .py", b"'\"&<.py"):
            with open(os.path.join(os.fsencode(self.root), name), "wb") as file:
                file.write(b"def f(:\n")
        names = ("text", "markdown", "sarif", "github", "json")
        outputs = [word for name in names for word in ("--output", f"{name}={name}.out")]
        self.assertIn(self.run_program("audit", *outputs)[0], (0, 1))
        for name in names:
            self.assertNotIn(b"\x1b", (self.root / f"{name}.out").read_bytes(), name)


class Manifests(HostileTest):
    """What is read besides Python."""

    def test_nesting(self) -> None:
        for name, text in (
            ("pyproject.toml", "[project]\ndependencies = " + "[" * LONG),
            ("a/pyproject.toml", "[" + "a." * LONG + "b]\n"),
            ("poetry.lock", "x = " + "{a=" * LONG),
            ("Pipfile.lock", "[" * LONG + "]" * LONG),
            ("b/Pipfile.lock", '{"a":' * LONG),
            ("docker-compose.yml", "[" * LONG),
            (".github/workflows/ci.yml", "a: " + "{a: " * LONG),
            ("c/environment.yml", "".join(" " * i + "a:\n" for i in range(2_000))),
            ("d/requirements.txt", "-r requirements.txt\n-c requirements.txt\n" * 1000),
            ("uv.lock", "[[package]]\n" * LONG),
            ("setup.cfg", "[a\n" * LONG),
            ("firebase.json", "[" * LONG),
            ("setup.py", "setup(install_requires=" + "[" * LONG),
        ):
            with self.subTest(name):
                self.write(name, text)
                code, _, errors = self.run_program("audit", "--fail-on", "never")
                # What the root's pyproject.toml says is also the configuration.
                self.assertEqual(code, 2 if name == "pyproject.toml" else 0, errors)
                (self.root / name).unlink()

    def test_advisories(self) -> None:
        self.write("main.py", "from fastapi import FastAPI\n\napp = FastAPI()\n")
        self.write("requirements.txt", "a==1\n")
        head = '{"id": "A", "affected": [{"package": {"ecosystem": "PyPI", "name": "a"}, '
        events = '{"introduced": "' + "1." * LONG + '"}, {"fixed": "\x7f"}, {"fixed": "0"}'
        for text, code in (
            ("[" * 20 * LONG, 2),
            ('{"id":' * LONG, 2),
            (b"\xff\xfe{", 2),
            (b"a" * HUGE, 2),
            ("[" + "[]," * 20 * LONG + "[]]", 2),
            (head + '"versions": [' + '"1",' * LONG + '"1"]}]}', 0),
            (head + '"ranges": [{"type": "ECOSYSTEM", "events": [' + events + "]}]}]}", 0),
            ("[" + (head + '"versions": ["1"]}]},') * 2_000 + "{}]", 2),
            ("[" + (head + '"versions": ["1"]}]},') * 2_000 + '{"id": "B"}]', 0),
        ):
            with self.subTest(text[:20]):
                self.write("osv/1.json", text)
                got, _, errors = self.run_program("audit", "--advisories", "osv", "--fail-on", "never")
                self.assertEqual(got, code, errors)
                if code == 2:
                    self.assertIn("1.json: ", errors)
        (self.root / "osv/1.json").unlink()
        os.mkfifo(self.root / "osv/1.json")
        self.assertEqual(self.run_program("audit", "--advisories", "osv")[0], 2)
        (self.root / "osv/1.json").unlink()
        (self.root / "osv/1.json").symlink_to("/etc/passwd")
        self.assertEqual(self.run_program("audit", "--advisories", "osv")[0], 2)

    def test_references_that_multiply(self) -> None:
        lines = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 60)]
        self.write("docker-compose.yml", "\n".join(lines))
        self.write(".github/workflows/ci.yml", "\n".join(lines))
        self.audit()

    def test_manifests_of_deliveries(self) -> None:
        self.write("app/main.py", "from fastapi import FastAPI\n\napp = FastAPI()\n")
        for name, text in (
            ("Dockerfile", "FROM a\nRUN " + "a \\\n" * LONG),
            ("Dockerfile", "FROM a AS b\nFROM b AS a\n" * LONG),
            ("Dockerfile", "FROM a\nCOPY --from=0 . .\n" * 2_000 + 'CMD ["uvicorn", "a:b"]\n'),
            ("Dockerfile", "FROM a\nRUN <<A <<B <<C\n" * 1_000),
            ("Procfile", "web: " + "$(" * LONG),
            ("Procfile", "web: sh start.sh\n" * 5_000),
            ("start.sh", "sh start.sh\n" * 5_000),
            ("deploy.sh", "gcloud run deploy\n" + "case x in " * LONG),
            (".github/workflows/ci.yml", "jobs:\n a:\n  steps:\n" + "  - run: ${{ a.b }}\n" * LONG),
            (".github/workflows/ci.yml", "jobs:\n a:\n  needs: a\n  steps: [{run: '${{ " * 1_000),
            ("service.yaml", "apiVersion: serving.knative.dev/v1\n" + "--- {}\n" * LONG),
            ("firebase.json", '{"functions": [' + '{"source": "a"},' * LONG + "{}]}"),
            (".env.example", "A=\"" * LONG),
            (".dockerignore", "**/a*b*c*d*\n" * LONG),
            ("firestore.rules", "service cloud.firestore " + "allow read: if (" * LONG),
        ):
            with self.subTest(name):
                self.write(name, text)
                self.audit()
                (self.root / name).unlink()

    def test_configuration_that_nests(self) -> None:
        for text in ("ignore = " + "[" * LONG, "[" + "a." * LONG + "b]", "\0", b"\xff"):
            with self.subTest(text[:20]):
                self.write("fastidious.toml", text)
                self.assertEqual(self.run_program("audit")[0], 2)


class Git(HostileTest):
    def check_both(self) -> None:
        """The audit goes on without git; a review says why it cannot be."""
        self.write("app.py", "def f(x): return x\n")
        self.audit()
        code, _, errors = self.run_program("review")
        self.assertEqual(code, 2, errors)
        self.assertNotEqual(errors, "")

    def test_an_empty_repository(self) -> None:
        self.assertEqual(self.audit(), {})

    def test_no_git(self) -> None:
        self.check_both()

    def test_an_empty_git_directory(self) -> None:
        (self.root / ".git").mkdir()
        self.check_both()

    def test_a_git_directory_with_a_head_alone(self) -> None:
        self.write(".git/HEAD", "ref: refs/heads/main\n")
        self.check_both()

    def test_git_files_that_lead_nowhere(self) -> None:
        for text in ("gitdir: /nowhere/at/all\n", "gitdir: .git\n", "\0\n", "a" * LONG):
            with self.subTest(text[:20]):
                self.write(".git", text)
                self.check_both()

    def repository(self) -> None:
        self.write("app.py", "def f(x): return x\n")
        self.write(".gitignore", "*.log\n")
        for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "first")):
            self.git(*words)

    def test_an_index_that_is_damaged(self) -> None:
        self.repository()
        index = (self.root / ".git/index").read_bytes()
        for damaged in (b"", index[:40], index[:8] + b"\xff" * 4 + index[12:], bytes(len(index))):
            with self.subTest(damaged[:12]):
                self.write(".git/index", damaged)
                self.audit()
                self.assertIn(self.run_program("review", "--fail-on", "never")[0], (0, 2))

    def test_objects_that_are_gone(self) -> None:
        self.repository()
        shutil.rmtree(self.root / ".git/objects")
        self.check_both()

    def test_a_git_directory_of_fifos(self) -> None:
        for name in ("HEAD", "config", "index", "info/exclude"):
            (self.root / ".git" / name).parent.mkdir(parents=True, exist_ok=True)
            os.mkfifo(self.root / ".git" / name)
        self.check_both()

    def test_a_fifo_in_a_repository(self) -> None:
        for name in ("index", "refs/heads/other", "info/attributes", "packed-refs"):
            with self.subTest(name):
                shutil.rmtree(self.root / ".git", ignore_errors=True)
                self.repository()
                (self.root / ".git" / name).unlink(missing_ok=True)
                (self.root / ".git" / name).parent.mkdir(exist_ok=True)
                os.mkfifo(self.root / ".git" / name)
                self.check_both()

    def git(self, *words: str, folder: str = ".") -> None:
        identity = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "protocol.file.allow=always")
        subprocess.run(["git", *identity, *words], cwd=self.root / folder, check=True,
                       capture_output=True)

    def test_repositories_of_other_kinds(self) -> None:
        self.repository()
        self.git("commit", "-q", "--allow-empty", "-m", "second")
        self.git("worktree", "add", "-q", "tree")
        self.git("clone", "-q", "--depth", "1", f"file://{self.root}", "shallow")
        self.git("clone", "-q", f"file://{self.root}", "outer")
        self.git("submodule", "add", "-q", f"file://{self.root}", "inner", folder="outer")
        for folder in ("tree", "shallow", "outer", "outer/inner"):
            with self.subTest(folder):
                self.write(f"{folder}/app.py", "def f(x, y): return x\n")
                self.run_program("audit", folder)
                code, out, errors = self.run_program("review", folder, "--output", "json")
                self.assertEqual(errors, "")
                self.assertIn(b"TYP001", out)

    def test_a_repository_without_a_work_tree(self) -> None:
        self.git("init", "-q", "--bare", ".")
        self.write("app.py", "def f(x): return x\n")
        self.check_both()

    def test_a_revision_behind_the_end_of_a_shallow_clone(self) -> None:
        self.repository()
        self.git("commit", "-q", "--allow-empty", "-m", "second")
        self.git("clone", "-q", "--depth", "1", f"file://{self.root}", "shallow")
        code, _, errors = self.run_program("review", "shallow", "--since", "HEAD~1")
        self.assertEqual(code, 2, errors)
        self.assertIn("HEAD~1", errors)

    def test_ignore_patterns_that_backtrack(self) -> None:
        self.repository()
        self.write(".gitignore", "**/" * LONG + "a\n" + "*a" * LONG + "\n" + "[a-" * LONG)
        self.write("a" * 200 + "/" + "a" * 200 + ".py", "x = 1\n")
        self.audit()


if __name__ == "__main__":
    unittest.main()
