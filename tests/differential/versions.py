"""Compares `fastidious openapi` with app.openapi() of several versions of FastAPI over small applications.

    versions.py FASTIDIOUS [--fastapi VERSION…] [--python PYTHON] [--show N]

The applications are the files in versions/, each a project of its own whose requirements.txt is what is
installed. The environments come from PyPI and go to build/. A file that begins with `# from VERSION` is left
out below it. What is equal is said in openapi.py. Exit code 1: something differs that versions_known.txt does
not explain; 77: there is no FastAPI to be had.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys

from openapi import BUILD, HERE, SKIPPED, Comparison, run

APPLICATIONS = os.path.join(HERE, "versions")
COMMON = ["python-multipart==0.0.20"]
VERSIONS = {  # what each runs with, as on the day of its release
    "0.100.0": ["pydantic==2.0.3", "starlette==0.27.0", *COMMON],
    "0.115.14": ["pydantic==2.11.7", "starlette==0.46.2", *COMMON],
    "0.136.3": ["pydantic==2.13.4", "starlette==1.3.1", *COMMON],
    "0.165.0": ["pydantic==2.14.3", "starlette==1.10.0", *COMMON],
}
ORACLE = r"""
import importlib, json, sys, warnings
warnings.simplefilter("ignore")
sys.path.insert(0, sys.argv[1])
found = {}
for name in sys.argv[2:]:
    found[name] = importlib.import_module(name).app.openapi()
print("\n=== documents")
print(json.dumps(found))
"""


def numbers(version):
    return tuple(int(part) for part in version.split("."))


def applications(version):
    """The names of the files that are for this version."""
    names = []
    for name in sorted(os.listdir(APPLICATIONS)):
        if not name.endswith(".py"):
            continue
        with open(os.path.join(APPLICATIONS, name)) as file:
            first = file.readline().strip()
        since = first.removeprefix("# from ") if first.startswith("# from ") else "0"
        if numbers(since) <= numbers(version):
            names.append(name[:-3])
    return names


def prepare(version, python):
    """The interpreter that has this version, and what is installed there."""
    home = os.path.join(BUILD, "versions", version)
    environment = os.path.join(home, "bin", "python")
    frozen = os.path.join(home, "frozen.txt")
    if not os.path.exists(frozen):
        shutil.rmtree(home, ignore_errors=True)
        try:
            run(python, "-m", "venv", home)
            run(environment, "-m", "pip", "install", "-q", "--disable-pip-version-check",
                "fastapi==" + version, *VERSIONS[version])
            installed = run(environment, "-m", "pip", "freeze").stdout
        except (OSError, subprocess.CalledProcessError) as problem:
            print(f"no FastAPI {version} to compare with:", getattr(problem, "stderr", problem))
            raise SystemExit(SKIPPED)
        with open(frozen, "w") as file:
            file.write(installed)
    return environment, frozen


def project(version, name, frozen):
    """A folder with one application, as a repository that runs with this version."""
    folder = os.path.join(BUILD, "versions", "projects", version, name)
    os.makedirs(folder, exist_ok=True)
    shutil.copy(os.path.join(APPLICATIONS, name + ".py"), folder)
    shutil.copy(frozen, os.path.join(folder, "requirements.txt"))
    return folder


def known_differences():
    """{"VERSION application METHOD path": reason} of versions_known.txt."""
    known = {}
    with open(os.path.join(HERE, "versions_known.txt")) as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                place, _, reason = line.strip().partition(" -- ")
                known[place] = reason
    return known


def compare(program, version, python):
    environment, frozen = prepare(version, python)
    names = applications(version)
    answer = run(environment, "-c", ORACLE, APPLICATIONS, *names).stdout
    expected = json.loads(answer.rpartition("=== documents\n")[2])
    comparison = Comparison()
    for name in names:
        folder = project(version, name, frozen)
        actual = run(program, "openapi", folder, "--app", name + ".py:app").stdout
        comparison.add(f"{version} {name}", expected[name], json.loads(actual))
    return comparison


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--fastapi", nargs="*", default=list(VERSIONS))
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--show", type=int, default=20)
    options = parser.parse_args()
    known = known_differences()
    wrong = False
    for version in options.fastapi:
        comparison = compare(options.program, version, options.python)
        print(f"FastAPI {version}")
        comparison.print(options.show)
        here = {place: why for place, why in known.items() if place.startswith(version + " ")}
        unexplained, needless = comparison.unexplained(here)
        for place in unexplained:
            print("not explained in versions_known.txt:", place)
        for place in needless:
            print("no difference any more, remove it from versions_known.txt:", place)
        wrong = wrong or bool(unexplained or needless)
    raise SystemExit(wrong)


if __name__ == "__main__":
    main()
