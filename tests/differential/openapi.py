"""Compares `fastidious openapi` with FastAPI's own `app.openapi()`, operation by operation.

    openapi.py FASTIDIOUS [--fastapi VERSION] [--python PYTHON] [--show N] [--only WORD] [--least PERCENT]

For every application in `docs_src` of FastAPI's source archive. The archive comes from PyPI (its hash is
pinned below) and goes to build/, beside a virtual environment with that same FastAPI and with what the
examples import. Each module is imported in a process of its own, to take app.openapi().

An operation is equal if it is the same JSON and so is each component schema and security scheme that it
leads to. Exit code 1: fewer operations are equal than --least asks for, or one that is different is not
among those explained in openapi_known.txt; 77: there is no FastAPI to be had.
"""
import argparse
import collections
import hashlib
import json
import os
import subprocess
import sys
import tarfile

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.path.normpath(os.path.join(HERE, "..", "..", "build"))
SKIPPED = 77
NEWEST = "0.165.0"
ARCHIVES = {  # sha256 of the source archives
    "0.165.0": "dd94d4128319c1e1d50535ab023ab698f850a4d2822f0e181747b46f4ff3c0ab",
}
# What the examples import, as of that FastAPI, and what that needs: each in one version.
REQUIREMENTS = os.path.join(HERE, "openapi_requirements.txt")
FOLDERS = ["static", "templates", "dist"]  # that examples mount

# Runs in the virtual environment: prints {"docs_src/a/b.py:app": document, …}.
ORACLE = r"""
import ast, importlib, json, os, sys, warnings
warnings.simplefilter("ignore")
sys.path.insert(0, os.getcwd())
import fastapi, pydantic

def documents(path):
    with open(path) as file:
        top = ast.parse(file.read()).body
    assigned = {target.id for statement in top if isinstance(statement, ast.Assign)
                for target in statement.targets if isinstance(target, ast.Name)}
    module = importlib.import_module(path[:-3].replace(os.sep, "."))
    return {f"{path}:{name}": value.openapi() for name, value in vars(module).items()
            if name in assigned and isinstance(value, fastapi.FastAPI)}

def in_own_process(path):
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            devnull = os.open(os.devnull, os.O_WRONLY)
            os.dup2(devnull, 1)
            answer = documents(path)
        except BaseException as problem:
            answer = {path: f"{type(problem).__name__}: {problem}"}
        with os.fdopen(writer, "w") as out:
            json.dump(answer, out)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else {path: "died"}

found = {}
for folder, folders, names in os.walk("docs_src"):
    folders.sort()
    for name in sorted(names):
        if name.endswith(".py"):
            found.update(in_own_process(os.path.join(folder, name)))
print(json.dumps(found))
"""


class Difference(collections.namedtuple("Difference", "kind place expected actual")):
    """One place where two documents differ; `kind` names its class."""


def run(*command, **options):
    return subprocess.run(command, check=True, text=True, capture_output=True, **options)


def prepare(version, python):
    """The folder that holds docs_src of this version, and the interpreter of its environment."""
    home = os.path.join(BUILD, "fastapi-" + version)
    environment = os.path.join(home, "venv", "bin", "python")
    project = os.path.join(home, "project")
    if os.path.exists(os.path.join(home, "complete")):
        return project, environment
    os.makedirs(home, exist_ok=True)
    try:
        run(python, "-m", "venv", os.path.join(home, "venv"))
        run(environment, "-m", "pip", "install", "-q", "--no-deps", "-r", REQUIREMENTS)
        run(environment, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", "fastapi",
            "-d", home, "fastapi==" + version)
    except (OSError, subprocess.CalledProcessError) as problem:
        print("no FastAPI to compare with:", getattr(problem, "stderr", problem))
        raise SystemExit(SKIPPED)
    unpack(os.path.join(home, f"fastapi-{version}.tar.gz"), version, project)
    for folder in FOLDERS:
        os.makedirs(os.path.join(project, folder), exist_ok=True)
        for page in ("index.html", "404.html"):
            open(os.path.join(project, folder, page), "w").close()
    with open(os.path.join(project, "requirements.txt"), "w") as file:
        file.write(run(environment, "-m", "pip", "freeze").stdout)
    open(os.path.join(home, "complete"), "w").close()
    return project, environment


def unpack(archive, version, project):
    with open(archive, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    if digest != ARCHIVES[version]:
        raise SystemExit(f"{archive}: sha256 is {digest}, not {ARCHIVES[version]}")
    prefix = f"fastapi-{version}/"
    # PEP 706; Python 3.11.2, which Debian 12 brings, does not know it. The digest is known anyway.
    options = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            if member.isfile() and member.name.startswith(prefix + "docs_src/"):
                member.name = member.name[len(prefix):]
                tar.extract(member, project, **options)


def expected_documents(project, environment):
    cache = os.path.join(os.path.dirname(project), "expected.json")
    if not os.path.exists(cache):
        settings = {**os.environ, "ADMIN_EMAIL": "admin@example.com"}
        answer = run(environment, "-c", ORACLE, cwd=project, env=settings).stdout
        with open(cache, "w") as file:
            file.write(answer)
    with open(cache) as file:
        return json.load(file)


def actual_documents(program, project):
    done = subprocess.run([program, "openapi", project, "--all"], text=True, capture_output=True)
    if done.returncode != 0:
        raise SystemExit(f"fastidious openapi: exit code {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)


# ---- comparing ------------------------------------------------------------------------------------

def operations(document):
    """(section, path, method) of each operation."""
    for section in ("paths", "webhooks"):
        for path, item in document.get(section, {}).items():
            for method in item:
                yield section, path, method


def references(node, found):
    """The component schemas that `node` names."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref" and isinstance(value, str):
                found.add(value)
            references(value, found)
        for value in node.get("discriminator", {}).get("mapping", {}).values() if isinstance(
                node.get("discriminator"), dict) else ():
            found.add(value)
    elif isinstance(node, list):
        for value in node:
            references(value, found)


def component(document, reference):
    at = document
    for part in reference.removeprefix("#/").split("/"):
        at = at.get(part) if isinstance(at, dict) else None
    return at


def reachable(document, operation):
    """Components that the operation leads to, by reference."""
    waiting, found = set(), {}
    references(operation, waiting)
    for requirement in operation.get("security", []):
        waiting.update("#/components/securitySchemes/" + name for name in requirement)
    while waiting:
        reference = waiting.pop()
        if reference not in found:
            found[reference] = component(document, reference)
            references(found[reference], waiting)
    return found


def first_difference(expected, actual, place=""):
    """Where two JSON values part: (place, expected, actual)."""
    if type(expected) is type(actual) is dict:
        for key in sorted(set(expected) | set(actual)):
            if expected.get(key, ...) != actual.get(key, ...):
                return first_difference(expected.get(key, "(nothing)"), actual.get(key, "(nothing)"),
                                        f"{place}.{key}")
    if type(expected) is type(actual) is list and len(expected) == len(actual):
        for index, pair in enumerate(zip(expected, actual)):
            if pair[0] != pair[1]:
                return first_difference(*pair, f"{place}[{index}]")
    return place, expected, actual


def same(expected, actual):
    """Equal as JSON: 1 and 1.0 are one number, 1 and true are not."""
    return json.dumps(expected, sort_keys=True) == json.dumps(actual, sort_keys=True) or (
        expected == actual and first_bool(expected) == first_bool(actual))


def first_bool(node):
    if isinstance(node, dict):
        return [(key, first_bool(value)) for key, value in sorted(node.items())]
    if isinstance(node, list):
        return [first_bool(value) for value in node]
    return isinstance(node, bool)


def without_method(document, section, path, operation_id):
    """The id of an operation of several methods, which FastAPI ends in one of a set: any of them."""
    methods = [method for method, operation in document[section][path].items()
               if operation.get("operationId") == operation_id]
    if len(methods) < 2:
        return operation_id
    return next((operation_id.removesuffix("_" + method) for method in methods
                 if operation_id.endswith("_" + method)), operation_id)


def compare_operation(expected, actual, key):
    """The differences of one operation; none if it is equal."""
    section, path, method = key
    ours = actual.get(section, {}).get(path, {}).get(method)
    theirs = expected[section][path][method]
    if ours is None:
        return [Difference("operation missing", "", "", "")]
    found = []
    for part in sorted(set(theirs) | set(ours)):
        if part == "operationId" and without_method(expected, section, path, theirs.get(part)) == without_method(
                actual, section, path, ours.get(part)):
            continue
        if not same(theirs.get(part), ours.get(part)):
            place, *values = first_difference(theirs.get(part, "(nothing)"), ours.get(part, "(nothing)"))
            found.append(Difference(part, place, *values))
    components = reachable(expected, theirs)
    for reference, schema in sorted(components.items()):
        other = component(actual, reference)
        if not same(schema, other):
            place, *values = first_difference(schema, other)
            kind = "schema missing" if other is None else "schema"
            found.append(Difference(kind, reference.split("/")[-1] + place, *values))
    return found


def known_differences():
    """{"app METHOD path": reason} of openapi_known.txt."""
    known = {}
    with open(os.path.join(HERE, "openapi_known.txt")) as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                place, _, reason = line.strip().partition(" -- ")
                known[place] = reason
    return known


def without_marks(node):
    """What the document says, without the marks at what it cannot say."""
    if isinstance(node, dict):
        return {key: without_marks(value) for key, value in node.items() if key != "x-fastidious-unknown"}
    return [without_marks(value) for value in node] if isinstance(node, list) else node


class Comparison:
    def __init__(self):
        self.total = self.equal = self.schemas = self.equal_schemas = self.extra = 0
        self.documents = self.equal_documents = 0
        self.differences = []  # (app, key, Difference)

    def add(self, app, expected, actual):
        self.documents += 1
        actual = without_marks(actual)
        for key in operations(expected):
            self.total += 1
            found = compare_operation(expected, actual, key)
            self.equal += not found
            self.differences += [(app, key, difference) for difference in found]
        extra = set(operations(actual)) - set(operations(expected))
        self.extra += len(extra)
        self.differences += [(app, key, Difference("operation too many", "", "", "")) for key in extra]
        theirs = expected.get("components", {}).get("schemas", {})
        ours = actual.get("components", {}).get("schemas", {})
        self.schemas += len(theirs)
        self.equal_schemas += sum(same(theirs[name], ours.get(name)) for name in theirs)
        self.equal_documents += same(expected, actual)
        for part in ("openapi", "info", "servers", "tags", "externalDocs"):
            if not same(expected.get(part), actual.get(part)):
                place, *values = first_difference(expected.get(part, "(nothing)"), actual.get(part, "(nothing)"))
                self.differences.append((app, ("", "", part), Difference("document", part + place, *values)))

    def unexplained(self, known):
        """Differing operations that nobody gives a reason for, and reasons that are no longer needed."""
        differing = {f"{app} {method.upper()} {path}" for app, (_, path, method), _ in self.differences}
        return sorted(differing - set(known)), sorted(set(known) - differing)

    def print(self, show):
        kinds = collections.Counter(difference.kind for _, _, difference in self.differences)
        for kind, count in kinds.most_common():
            print(f"{count:5} {kind}")
        for app, (_, path, method), difference in self.differences[:show]:
            print(f"\n{app} {method.upper()} {path}: {difference.kind} {difference.place}")
            print("  theirs:", json.dumps(difference.expected)[:600])
            print("  ours:  ", json.dumps(difference.actual)[:600])
        percent = 100 * self.equal / max(self.total, 1)
        print(f"operations equal: {self.equal} of {self.total} ({percent:.2f} %); too many: {self.extra}; "
              f"schemas equal: {self.equal_schemas} of {self.schemas}; "
              f"whole documents: {self.equal_documents} of {self.documents}")
        return percent


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--fastapi", default=NEWEST)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--only", default="", help="applications with this in their path")
    parser.add_argument("--least", type=float, default=99.0)
    options = parser.parse_args()
    project, environment = prepare(options.fastapi, options.python)
    expected = expected_documents(project, environment)
    actual = actual_documents(options.program, project)
    comparison = Comparison()
    not_importable = {app: why for app, why in expected.items() if isinstance(why, str)}
    for app, document in expected.items():
        if app not in not_importable and options.only in app:
            comparison.add(app, document, actual.get(app, {}))
    for app, why in not_importable.items():
        print("cannot be imported:", app, why[:100])
    percent = comparison.print(options.show)
    unexplained, needless = comparison.unexplained(known_differences())
    if not options.only:
        for place in unexplained:
            print("not explained in openapi_known.txt:", place)
        for place in needless:
            print("no difference any more, remove it from openapi_known.txt:", place)
    raise SystemExit(percent < options.least or bool(not options.only and unexplained + needless))


if __name__ == "__main__":
    main()
