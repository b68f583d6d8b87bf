"""Compares `fastidious openapi` with app.openapi() of real backends, operation by operation. Run by hand.

    backends.py FASTIDIOUS NAME [--root CHECKOUT] [--python PYTHON]
    backends.py FASTIDIOUS --root CHECKOUT --app FILE:NAME --python PYTHON [--path FOLDER] [--env NAME=VALUE…]
                [--expression PYTHON] [--absent MODULE…]

NAME is one of BACKENDS below. Those that PyPI has are installed into an environment below build/, pinned, and
compared with what was installed. For the others, and for any more: CHECKOUT is a copy of the backend's
repository; PYTHON an interpreter that has what the backend needs installed, EXPRESSION what the application is
in its module where that is not NAME (`create_app()`), and FOLDER the one below CHECKOUT that its imports start
from; MODULEs are replaced by mocks (`ldap`). What is equal, and how the result is printed, is said in
openapi.py. Nothing of the backend is started but the import of the module that makes the application.
Operations that the application registers under a condition may be too many. Exit code 1: fewer than --least percent of the operations are equal, or paths and
methods differ.
"""
import argparse
import glob
import json
import os
import shutil
import subprocess
import sys

from openapi import BUILD, Comparison, operations, run

# A key for tests, of Fernet's form.
KEY = "JMsgl94qGnAKU9CgDa_Cnhk3eXVtT10OunHQNCFLx_g="
FIEF = {"SECRET": "not-secret", "ENCRYPTION_KEY": KEY, "FIEF_CLIENT_ID": "a", "FIEF_CLIENT_SECRET": "b",
        "FIEF_MAIN_USER_EMAIL": "a@example.com", "FIEF_MAIN_USER_PASSWORD": "not-secret",
        "FIEF_DOMAIN": "localhost:8000"}
BACKENDS = {
    "template": {  # fastapi/full-stack-fastapi-template 68adb40d3742, which needs Python 3.14
        "app": "backend/app/main.py:app", "path": "backend",
        "env": {"PROJECT_NAME": "P", "POSTGRES_SERVER": "x", "POSTGRES_USER": "u", "POSTGRES_PASSWORD": "p",
                "FIRST_SUPERUSER": "a@example.com", "FIRST_SUPERUSER_PASSWORD": "x", "SECRET_KEY": "k"}},
    "dispatch": {  # Netflix/dispatch dd2837e82a0b
        "app": "src/dispatch/main.py:api", "path": "src",
        "env": {"DISPATCH_ENCRYPTION_KEY": "x", "DATABASE_HOSTNAME": "localhost", "DATABASE_CREDENTIALS": "a:b",
                "DISPATCH_UI_URL": "http://localhost", "DISPATCH_JWT_SECRET": "foo", "LOG_LEVEL": "ERROR",
                "DATABASE_ENGINE_POOL_SIZE": "1", "STATIC_DIR": ""}},
    "mealie": {  # mealie-recipes/mealie b5643a939946
        "app": "mealie/app.py:app", "env": {"PRODUCTION": "false", "TESTING": "true"}, "absent": ["ldap", "ldap.ldapobject"]},
    "fief-api": {"app": "fief/apps/api/app.py:app", "env": FIEF},  # fief-dev/fief a77e7fb
    "fief-auth": {"app": "fief/apps/auth/app.py:app", "env": FIEF},
    "fief-dashboard": {"app": "fief/apps/dashboard/app.py:app", "env": FIEF},
    "chainlit": {"package": "chainlit", "version": "2.12.0", "app": "chainlit/server.py:app"},
    "argilla": {"package": "argilla_server", "version": "2.8.0", "app": "argilla_server/api/routes.py:api_v1"},
    "prefect": {"package": "prefect", "version": "3.8.8", "also": ["fastapi<0.130", "starlette<1"],
                "app": "prefect/server/api/server.py:api_app", "expression": "create_api_app()"},
    "freqtrade": {
        "package": "freqtrade", "version": "2026.9", "app": "freqtrade/rpc/api_server/webserver.py:self.app",
        "expression": "(lambda mock, api: (ApiServer.configure_app(mock.MagicMock(), api, {'api_server': {}}), api)[1])"
                      "(__import__('unittest.mock').mock, FastAPI())"},
    "mlflow": {"package": "mlflow", "version": "3.17.2", "app": "mlflow/server/fastapi_app.py:fastapi_app",
               "expression": "create_fastapi_app()"},
}
# Modules that only talk to servers are replaced by mocks.
ORACLE = r"""
import importlib, json, os, sys, unittest.mock
sys.path.insert(0, os.getcwd())
for name in sys.argv[3:]:
    sys.modules[name] = unittest.mock.MagicMock()
module = importlib.import_module(sys.argv[1])
application = eval(sys.argv[2], vars(module))
print("\n=== document")
print(json.dumps(application.openapi()))
"""


def install(options, backend):
    """Sets `root` and `python` to what is on PyPI, in an environment of its own."""
    package = backend["package"]
    home = os.path.join(BUILD, "backends", package)
    environment = os.path.join(home, "venv")
    options.python = os.path.join(environment, "bin", "python")
    options.root = os.path.join(home, "project")
    if os.path.exists(os.path.join(options.root, "requirements.txt")):
        return
    wanted = package + ("==" + backend["version"] if "version" in backend else "")
    run(sys.executable, "-m", "venv", environment)
    run(options.python, "-m", "pip", "install", "-q", wanted)
    if "also" in backend:
        run(options.python, "-m", "pip", "install", "-q", *backend["also"])
    installed = glob.glob(os.path.join(environment, "lib", "python*", "site-packages", package))[0]
    shutil.copytree(installed, os.path.join(options.root, package))
    minor = run(options.python, "-c", "import sys; print(sys.version_info.minor)").stdout.strip()
    with open(os.path.join(options.root, "pyproject.toml"), "w") as file:
        file.write(f'[project]\nname = "{package}"\nrequires-python = ">=3.{minor}"\n')
    with open(os.path.join(options.root, "requirements.txt"), "w") as file:
        file.write(run(options.python, "-m", "pip", "freeze").stdout)


def oracle(options):
    path, name = options.app.rsplit(":", 1)
    folder = os.path.join(options.root, options.path)
    module = os.path.relpath(os.path.join(options.root, path), folder)[:-3].replace(os.sep, ".")
    environment = {**os.environ, **options.environment}
    done = subprocess.run([options.python, "-B", "-c", ORACLE, module, options.expression or name, *options.absent],
                          cwd=folder, env=environment, text=True, capture_output=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr[-3000:])
    return json.loads(done.stdout.rpartition("=== document\n")[2])


def conditional(options):
    """What is registered under a condition: {(path, method)}."""
    rows = json.loads(run(options.program, "routes", options.root, "--output", "json").stdout)["routes"]
    return {(row["path"], method.lower()) for row in rows if row["conditional"] for method in row["methods"]}


def same_paths(options, expected, actual):
    theirs, ours = set(operations(expected)), set(operations(actual))
    optional = conditional(options)
    return theirs <= ours and all((path, method) in optional for _, path, method in ours - theirs)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("backend", nargs="?", choices=list(BACKENDS))
    parser.add_argument("--root")
    parser.add_argument("--app")
    parser.add_argument("--python")
    parser.add_argument("--path", default="")
    parser.add_argument("--expression")
    parser.add_argument("--env", action="append", default=[])
    parser.add_argument("--absent", action="append", default=[])
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--least", type=float, default=95.0)
    options = parser.parse_args()
    backend = BACKENDS.get(options.backend, {})
    options.app = options.app or backend.get("app")
    options.path = options.path or backend.get("path", "")
    options.expression = options.expression or backend.get("expression")
    options.absent += backend.get("absent", [])
    options.environment = {**backend.get("env", {}), **dict(pair.split("=", 1) for pair in options.env)}
    if "package" in backend and not options.root:
        install(options, backend)
    if not (options.root and options.app and options.python):
        parser.error("--root, --app and --python, or the name of a backend that PyPI has")
    return options


def main():
    options = arguments()
    expected = oracle(options)
    done = subprocess.run([options.program, "openapi", options.root, "--app", options.app],
                          text=True, capture_output=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    actual = json.loads(done.stdout)
    comparison = Comparison()
    comparison.add(options.app, expected, actual)
    percent = comparison.print(options.show)
    same = same_paths(options, expected, actual)
    print("paths and methods:", "the same" if same else "differ")
    raise SystemExit(percent < options.least or not same)


if __name__ == "__main__":
    main()
