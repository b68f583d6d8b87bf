# --- app/base.py
import subprocess
from enum import Enum


class Export(Enum):
    PIP = "pip"
    UV = "uv"

    @property
    def command(self) -> str:
        return {Export.PIP: "pip freeze", Export.UV: "uv pip freeze"}[self]


class Emitter:
    def run_command(self, command: str) -> None:
        subprocess.run(command, shell=True, check=True)


def run(command: str) -> None:
    subprocess.run(command, shell=True, check=True)


def run_on(command: str) -> None:
    run(command)


def count(path: str) -> str:
    return subprocess.getoutput(f"wc -l {path}")  # expect: SEC025/warning "`path`"


def for_others(command: str) -> None:
    subprocess.run(command, shell=True, check=True)


def export(docker_settings) -> bytes:
    if isinstance(docker_settings.method, Export):
        return subprocess.check_output(docker_settings.method.command, shell=True)
    return b""
# --- app/python.py
from app.base import Emitter, count, run_on


class PythonEmitter(Emitter):
    def emit(self) -> None:
        self.run_command("just install")
        self.run_command("just test")


def set_up(path: str) -> str:
    run_on("just install")
    return count(path)
# --- app/convert.py
import subprocess
import sys


def rows(path: str) -> int:
    return int(subprocess.getoutput(f"grep -c row {path}"))


if __name__ == "__main__":
    print(rows(sys.argv[1]))
