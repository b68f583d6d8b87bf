# --- app/main.py
import zipfile
from pathlib import Path

from fastapi import Depends, FastAPI, Header, HTTPException, UploadFile
from pydantic import BaseModel

app = FastAPI()
FOLDER = Path("/data")


class Source(BaseModel):
    path: str


@app.post("/archives")
def archives(files: list[UploadFile]) -> None:
    for file in files:
        with zipfile.ZipFile(file.file) as archive:
            archive.namelist()
        (FOLDER / file.filename).write_bytes(b"")  # expect: SEC028 "`filename` of one of the uploads `files`"


@app.post("/archive")
def one_archive(file: UploadFile) -> None:
    with zipfile.ZipFile(file.file, "r") as archive:
        archive.namelist()
    with open(FOLDER / file.filename, "wb") as target:  # expect: SEC028 "`file.filename` of the upload"
        target.write(file.file.read())


def require_admin(authorization: str = Header()) -> None:
    if authorization != "key":
        raise HTTPException(401)


@app.post("/admin/sources", dependencies=[Depends(require_admin)])
def source(body: Source) -> str:
    return Path(body.path).read_text()  # expect: SEC028/warning "asks for an administrator"


@app.post("/admin/images", dependencies=[Depends(require_admin)])
def image(file: UploadFile) -> None:
    (FOLDER / file.filename).write_bytes(file.file.read())  # expect: SEC028
# --- app/audio.py
from uuid import uuid4

from fastapi import FastAPI, UploadFile

audio_app = FastAPI()


@audio_app.post("/audio")
async def audio(file: UploadFile) -> None:
    kind = file.content_type.split("/")[1]
    with open(f"/data/{uuid4().hex}.{kind}", "wb") as target:
        target.write(await file.read())


@audio_app.post("/rest")
async def rest(file: UploadFile) -> None:
    kind = file.content_type.split("/", 1)[1]
    with open(f"/data/{uuid4().hex}.{kind}", "wb") as target:  # expect: SEC028
        target.write(await file.read())
