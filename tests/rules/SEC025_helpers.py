# --- app/tools.py
# A helper is judged by what all its callers give it.
import subprocess

NAME = "app"


def run_constant(command: str) -> None:
    subprocess.run(command, shell=True, check=True)


def run_list(command: list[str]) -> None:
    subprocess.run(command, shell=True, check=True)


def run_any(command: str) -> None:
    subprocess.run(command, shell=True, check=True)  # expect: SEC025/warning


def run_unseen(command: str) -> None:
    subprocess.run(command, shell=True, check=True)


def setup(names: list[str]) -> None:
    run_constant("createdb app")
    run_constant(command=f"createdb {NAME}")
    run_list(["createdb", *names])
    run_any("createdb app")
    for name in names:
        run_any(f"createdb {name}")
