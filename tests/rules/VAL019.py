# --- app/main.py
import shutil
from typing import Annotated

from fastapi import FastAPI, File, HTTPException, UploadFile
from PIL import Image

from app.storage import save, save_checked
from elsewhere import store

app = FastAPI()
LIMIT = 1_000_000


@app.post("/avatar")
async def avatar(file: UploadFile) -> None:
#                ^^^^^^^^^^^^^^^^ expect: VAL019/review "`POST /avatar` takes the upload `file`; neither its size nor its type is checked"
    content = await file.read()
    print(len(content))


@app.post("/typed")
async def typed(file: Annotated[UploadFile, File()]) -> None:  # expect: VAL019 "its size is not limited"
    if file.content_type != "image/png":
        raise HTTPException(415)
    print(await file.read())


@app.post("/limited")
async def limited(file: UploadFile = File(...)) -> None:  # expect: VAL019 "its type is not checked"
    content = await file.read()
    if len(content) > LIMIT:
        raise HTTPException(413)


@app.post("/helped")
async def helped(file: UploadFile) -> None:  # expect: VAL019
    await save(file)


@app.post("/good")
async def good(file: UploadFile) -> None:
    if file.size > LIMIT or not file.filename.endswith(".png"):
        raise HTTPException(413)
    await file.read()


@app.post("/chunks")
async def chunks(file: UploadFile) -> None:
    total = 0
    while chunk := await file.read(65536):
        total += len(chunk)
        if total > LIMIT:
            raise HTTPException(413)
    Image.open(file.file)


@app.post("/elsewhere")
async def elsewhere(file: UploadFile) -> None:
    store(file)


@app.post("/checked")
async def checked(file: UploadFile) -> None:
    await save_checked(upload=file)


@app.post("/copied")
@app.put("/copied")
def copied(file: UploadFile) -> None:  # expect: VAL019
    with open("/srv/x", "wb") as target:
        shutil.copyfileobj(file.file, target)


@app.post("/name-only")
async def name_only(file: UploadFile) -> str:
    return file.filename
# --- app/storage.py
from pathlib import Path

from fastapi import HTTPException, UploadFile

ALLOWED = {".png"}


async def save(upload: UploadFile) -> None:
    Path("uploads/x").write_bytes(await upload.read())


async def save_checked(upload: UploadFile) -> None:
    if Path(upload.filename).suffix not in ALLOWED or upload.size > 100:
        raise HTTPException(415)
    Path("uploads/x").write_bytes(await upload.read())
