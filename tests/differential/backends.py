"""Compares `fastidious openapi` with app.openapi() of real backends, operation by operation.

    backends.py FASTIDIOUS --root CHECKOUT --app FILE:NAME --python PYTHON [--path FOLDER] [--env NAME=VALUE…]
                [--expression PYTHON]

CHECKOUT is a copy of the backend's repository; PYTHON an interpreter that has what the backend needs
installed, EXPRESSION what the application is in its module where that is not NAME (`create_app()`), and
FOLDER the one below CHECKOUT that its imports start from. What is equal, and how the
result is printed, is said in openapi.py. Nothing of the backend is started but the import of the
module that makes the application. Exit code 1: fewer than --least percent of the operations are equal,
or paths and methods differ.
"""
import argparse
import json
import os
import subprocess

from openapi import Comparison, operations

ORACLE = r"""
import importlib, json, os, sys
sys.path.insert(0, os.getcwd())
module = importlib.import_module(sys.argv[1])
application = eval(sys.argv[2], vars(module))
print("\n=== document")
print(json.dumps(application.openapi()))
"""


def oracle(options):
    path, name = options.app.rsplit(":", 1)
    folder = os.path.join(options.root, options.path)
    module = os.path.relpath(os.path.join(options.root, path), folder)[:-3].replace(os.sep, ".")
    environment = {**os.environ, **dict(pair.split("=", 1) for pair in options.env)}
    done = subprocess.run([options.python, "-c", ORACLE, module, options.expression or name], cwd=folder, env=environment,
                          text=True, capture_output=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr[-3000:])
    return json.loads(done.stdout.rpartition("=== document\n")[2])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--root", required=True)
    parser.add_argument("--app", required=True)
    parser.add_argument("--python", required=True)
    parser.add_argument("--path", default="")
    parser.add_argument("--expression")
    parser.add_argument("--env", action="append", default=[])
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--least", type=float, default=95.0)
    options = parser.parse_args()
    expected = oracle(options)
    done = subprocess.run([options.program, "openapi", options.root, "--app", options.app],
                          text=True, capture_output=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    actual = json.loads(done.stdout)
    comparison = Comparison()
    comparison.add(options.app, expected, actual)
    percent = comparison.print(options.show)
    raise SystemExit(percent < options.least or set(operations(expected)) != set(operations(actual)))


if __name__ == "__main__":
    main()
