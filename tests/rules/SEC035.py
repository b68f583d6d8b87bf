# --- app/main.py
import io
import shutil
import tarfile
import zipfile
from pathlib import Path
from tarfile import TarFile


def unpack(path: str, target: str, body: bytes, options: dict) -> None:
    with tarfile.open(path) as archive:
        archive.extractall(target)  # expect: SEC035 "`archive.extractall`"
        # fixed: archive.extractall(target, filter="data")
        archive.extractall()  # expect: SEC035
        # fixed: archive.extractall(filter="data")
        archive.extract("a", target)  # expect: SEC035
        archive.extractall(target, filter="fully_trusted")  # expect: SEC035
        archive.extractall(target, filter="data")
        archive.extractall(target, filter="tar")
        archive.extractall(target, **options)
    tarfile.open(fileobj=io.BytesIO(body)).extractall(path=target)  # expect: SEC035
    shutil.unpack_archive(path, target)  # expect: SEC035
    shutil.unpack_archive(path, target, filter="data")
    shutil.unpack_archive(path, target, "zip")
    shutil.unpack_archive("data.zip", target)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(target)


def opened(archive: TarFile, target: str) -> None:
    archive.extractall(target)  # expect: SEC035


def checked(archive: TarFile, target: Path) -> None:
    for member in archive.getmembers():
        if not (target / member.name).resolve().is_relative_to(target):
            raise ValueError(member.name)
    archive.extractall(target)


def selected(archive: TarFile, target: str, names: list) -> None:
    archive.extractall(target, members=names)


class Box:
    def extractall(self, target: str) -> None:
        pass


def box(box: Box) -> None:
    box.extractall("x")
# --- new/pyproject.toml
[project]
name = "new"
requires-python = ">=3.14"
# --- new/app/unpack.py
import shutil
import tarfile


def unpack(path: str, target: str) -> None:
    with tarfile.open(path) as archive:
        archive.extractall(target)
        archive.extractall(target, filter="fully_trusted")  # expect: SEC035
    shutil.unpack_archive(path, target)
# --- recent/pyproject.toml
[project]
name = "recent"
requires-python = ">=3.13"
# --- recent/app/unpack.py
import tarfile


def unpack(path: str, target: str) -> None:
    with tarfile.open(path) as archive:
        archive.extractall(target)  # expect: SEC035
