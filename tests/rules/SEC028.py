# --- app/main.py
import os
import re
import shutil
from pathlib import Path
from typing import Annotated
from urllib.parse import unquote
from uuid import UUID, uuid4

import aiofiles
from fastapi import FastAPI, File, HTTPException, Query, Request, UploadFile
from fastapi.responses import FileResponse

from app.storage import Storage, checked_path, delete, is_inside, safe_join

app = FastAPI()
BASE = Path("/data").resolve()
storage = Storage("/data")


@app.get("/open")
def open_file(name: str) -> str:
    with open(f"/data/{name}") as file:  # expect: SEC028 "query parameter `name`" "a client reads any file"
        return file.read()


@app.get("/join")
def join(name: str) -> FileResponse:
    return FileResponse(os.path.join("/data", name))  # expect: SEC028 "" "a client reads any file"


@app.get("/pathlib")
def by_pathlib(name: str) -> str:
    path = BASE / name
    return path.read_text()  # expect: SEC028


@app.get("/segment/{name}")
def segment(name: str) -> FileResponse:
    return FileResponse(f"/data/{name}/index.html")  # expect: SEC028/warning


@app.get("/last/{name}")
def last(name: str) -> FileResponse:
    return FileResponse(f"/data/{name}")  # expect: SEC028/warning


@app.get("/folder/{name}")
def folder(name: str) -> None:
    shutil.rmtree(f"/data/{name}")  # expect: SEC028/review


@app.get("/unquoted/{name}")
def unquoted(name: str) -> FileResponse:
    decoded = unquote(name)
    return FileResponse(f"/data/{decoded}")  # expect: SEC028/review


@app.get("/long/{name:path}")
def long_path(name: str) -> FileResponse:
    return FileResponse(f"/data/{name}")  # expect: SEC028


@app.post("/upload")
async def upload(file: UploadFile) -> None:
    content = await file.read()
    async with aiofiles.open(f"/data/{file.filename}", "wb") as out:  # expect: SEC028 "`file.filename` of the upload" "a client overwrites any file"
        await out.write(content)
    with open(f"/data/{uuid4()}", "wb") as out:
        out.write(content)
    with open(BASE / Path(file.filename).name, "wb") as out:
        shutil.copyfileobj(file.file, out)
    suffix = os.path.splitext(os.path.basename(file.filename))[1]
    (BASE / f"{uuid4()}{suffix}").write_bytes(content)


@app.post("/extensions")
async def extensions(file: UploadFile) -> None:
    content = await file.read()
    name, ending = os.path.splitext(file.filename or "")
    (BASE / f"{uuid4()}{ending}").write_bytes(content)
    (BASE / f"{uuid4()}{os.path.splitext(file.filename)[-1]}").write_bytes(content)
    last = file.filename.split(".")[-1] if "." in file.filename else "jpg"
    (BASE / f"{uuid4()}.{last}").write_bytes(content)
    after = file.filename.rsplit(".", 1)[1]
    (BASE / f"{uuid4()}.{after}").write_bytes(content)
    (BASE / f"{name}-{uuid4()}{ending}").write_bytes(content)  # expect: SEC028
    first = file.filename.rsplit(".", 1)[0]
    (BASE / f"{first}-{uuid4()}").write_bytes(content)  # expect: SEC028


@app.post("/extension")
async def extension(file: UploadFile) -> None:
    if not file.filename.endswith(".png"):
        raise HTTPException(400)
    if file.filename.split(".")[-1] not in ("png", "jpg"):
        raise HTTPException(400)
    with open(f"/data/{file.filename}", "wb") as out:  # expect: SEC028 "" "a client overwrites any file"
        out.write(await file.read())


@app.post("/titled")
async def titled(file: UploadFile, title: str) -> None:
    content = await file.read()
    safe = re.sub(r"[^a-zA-Z0-9 _-]+", "", title).strip()
    (BASE / f"{safe[:80] or 'note'}.docx").write_bytes(content)
    (BASE / re.sub(r'[<>:"/\\|?*]', "_", file.filename)).write_bytes(content)
    blanks = re.sub(r"\s+", "-", title)
    (BASE / f"{blanks}.docx").write_bytes(content)  # expect: SEC028
    paths = re.sub(r"[^\w./-]", "_", title)
    (BASE / f"{paths}.docx").write_bytes(content)  # expect: SEC028


def permission_of(request) -> str: ...


def load_model(name: str, request) -> bytes:
    if permission_of(request) != "admin":
        if name != "dummy":
            raise HTTPException(401)
        else:
            return b""
    return (BASE / name).read_bytes()  # expect: SEC028/warning


@app.get("/models")
def models(name: str, request: Request) -> bytes:
    return load_model(name, request)


@app.get("/delete")
def remove(name: str) -> None:
    delete(name)


@app.get("/storage")
def stored(name: str) -> bytes:
    return storage.load(name)


@app.get("/resolved")
def resolved(name: str) -> str:
    path = (BASE / name).resolve()
    if not path.is_relative_to(BASE):
        raise HTTPException(404)
    return path.read_text()


@app.get("/parents")
def parents(name: str) -> str:
    path = (BASE / name).resolve()
    if BASE not in path.parents:
        raise HTTPException(404)
    return path.read_text()


@app.get("/real")
def real(name: str) -> str:
    path = os.path.realpath(os.path.join("/data", name))
    if not path.startswith("/data/"):
        raise HTTPException(404)
    with open(path) as file:
        return file.read()


@app.get("/unresolved")
def unresolved(name: str) -> str:
    path = BASE / name
    if not path.is_relative_to(BASE):
        raise HTTPException(404)
    return path.read_text()  # expect: SEC028


@app.get("/helper")
def helper(name: str) -> str:
    return checked_path(name).read_text()


@app.get("/predicate")
def predicate(name: str) -> str:
    path = BASE / name
    if not is_inside(path):
        raise HTTPException(404)
    return path.read_text()


@app.get("/typed")
def typed(key: UUID, number: int, code: Annotated[str, Query(pattern=r"^[a-z]{3}$")], name: str) -> str:
    open(f"/data/{key}").close()
    open(f"/data/{number}").close()
    open(f"/data/{code}").close()
    if ".." in name or name.startswith("/"):
        raise HTTPException(400)
    return open(f"/data/{name}").read()


@app.get("/chosen")
def chosen(name: str) -> FileResponse:
    if name not in os.listdir("/data"):
        raise HTTPException(404)
    return FileResponse(f"/data/{name}")


@app.get("/written")
def written(text: str) -> None:
    Path("/data/log").write_text(text)
    with open("/data/log", "a") as log:
        log.write(text)
# --- app/storage.py
import os
from pathlib import Path

BASE = Path("/data").resolve()


def delete(name: str) -> None:
    os.remove("/data/" + name)  # expect: SEC028


def checked_path(name: str) -> Path:
    path = (BASE / name).resolve()
    if not path.is_relative_to(BASE):
        raise ValueError(name)
    return path


def is_inside(path: Path) -> bool:
    return path.resolve().is_relative_to(BASE)


def safe_join(name: str) -> str:
    return os.path.join("/data", os.path.basename(name))


class Storage:
    def __init__(self, folder: str) -> None:
        self.folder = folder

    def path_of(self, name: str) -> str:
        return os.path.join(self.folder, name)

    def load(self, name: str) -> bytes:
        with open(self.path_of(name), "rb") as file:  # expect: SEC028
            return file.read()
