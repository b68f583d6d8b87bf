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
# --- app/upload.py
import io
import shutil
import tarfile
import zipfile
from pathlib import Path

from fastapi import FastAPI, UploadFile

from app.store import unpack_bytes, unpack_zip

app = FastAPI()
TARGET = Path("/data")


@app.post("/tar")
def by_file(file: UploadFile) -> None:
    with tarfile.open(fileobj=file.file) as archive:
        archive.extractall(TARGET)  # expect: SEC035/critical


@app.post("/bytes")
async def by_bytes(file: UploadFile) -> None:
    unpack_bytes(await file.read())


@app.post("/zip")
def by_zip(file: UploadFile) -> None:
    unpack_zip(file.file)


@app.get("/known")
def known(name: str) -> None:
    with tarfile.open("/data/known.tar") as archive:
        archive.extractall(TARGET / "known")  # expect: SEC035/warning


@app.post("/zip/safe")
def by_safe_zip(file: UploadFile) -> None:
    with zipfile.ZipFile(file.file) as archive:
        archive.extractall(TARGET)
        for name in archive.namelist():
            path = (TARGET / name).resolve()
            if not path.is_relative_to(TARGET):
                raise ValueError(name)
            path.write_bytes(archive.read(name))
        for name in archive.namelist():
            (TARGET / Path(name).name).write_bytes(archive.read(name))
# --- app/store.py
import io
import os
import tarfile
import zipfile


def unpack_bytes(content: bytes) -> None:
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        archive.extractall("/data")  # expect: SEC035/critical


def unpack_zip(stream) -> None:
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            with open(os.path.join("/data", info.filename), "wb") as file:  # expect: SEC035/critical "a name in the archive"
                file.write(archive.read(info))
