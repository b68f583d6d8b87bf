# --- app/main.py
import io
import shutil
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, File, HTTPException, UploadFile
from PIL import Image

from app.guards import get_admin_user
from app.storage import fits, save, save_checked
from elsewhere import get_temporary_path, store, transcribe

app = FastAPI()
LIMIT = 1_000_000


@app.post("/avatar")
async def avatar(file: UploadFile) -> None:
#                ^^^^^^^^^^^^^^^^ expect: VAL019/review "`POST /avatar` takes the upload `file`; its size is not limited"
    content = await file.read()
    print(len(content))


@app.post("/kept")
async def kept(file: UploadFile) -> None:  # expect: VAL019/review "neither its size nor its type is checked"
    with open(f"/srv/{file.filename}", "wb") as target:
        target.write(await file.read())


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
    Path("/srv/x").write_bytes(content)


@app.post("/forwarded")
async def forwarded(file: UploadFile = File(...)) -> None:
    content = await file.read()
    if len(content) > LIMIT:
        raise HTTPException(413)
    await transcribe(io.BytesIO(content))


@app.post("/split")
async def split(file: UploadFile) -> None:
    if file.size > LIMIT or file.filename.split(".")[-1] != "zip":
        raise HTTPException(415)
    Path("/srv/x").write_bytes(await file.read())


@app.post("/split-before")
async def split_before(file: UploadFile) -> None:
    kind = file.filename.rsplit(".", 1)[-1].lower() if file.filename else ""
    if file.size > LIMIT or kind not in ("zip", "gz"):
        raise HTTPException(415)
    Path("/srv/x").write_bytes(await file.read())


@app.post("/split-only")
async def split_only(file: UploadFile) -> None:  # expect: VAL019 "its type is not checked"
    kind = file.filename.rsplit(".", 1)[-1]
    if file.size > LIMIT:
        raise HTTPException(415)
    Path(f"/srv/x.{kind}").write_bytes(await file.read())


@app.post("/processed")
def processed(kind: str, file: UploadFile) -> None:
    if file.size > LIMIT:
        raise HTTPException(415)
    path = Path("/srv/work")
    with path.open("wb") as target:
        shutil.copyfileobj(file.file, target)
    arguments = {"archive": path, "kind": kind}
    importer = {"a": store}.get(kind)
    importer(**arguments)


@app.post("/temporary")
def temporary(file: UploadFile) -> None:
    if file.size > LIMIT:
        raise HTTPException(415)
    with get_temporary_path() as temp_path:
        with temp_path.open("wb") as target:
            shutil.copyfileobj(file.file, target)


@app.post("/plugins", dependencies=[Depends(get_admin_user)])
def plugins(file: UploadFile) -> None:  # expect: VAL019/warning "neither its size nor its type is checked"
    with open("/srv/x", mode="wb") as target:
        shutil.copyfileobj(file.file, target)


@app.post("/helped")
async def helped(file: UploadFile) -> None:  # expect: VAL019
    await save(file)


@app.post("/good")
async def good(file: UploadFile) -> None:
    if file.size > LIMIT or not file.filename.endswith(".png"):
        raise HTTPException(413)
    await file.read()


@app.post("/asked")
def asked(file: UploadFile) -> None:
    content = file.file.read()
    if not fits(len(content)):
        raise HTTPException(413)
    print(content)


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


def fits(size: int) -> bool:
    return 0 < size <= 1_000_000


async def save(upload: UploadFile) -> None:
    Path("uploads/x").write_bytes(await upload.read())


async def save_checked(upload: UploadFile) -> None:
    if Path(upload.filename).suffix not in ALLOWED or upload.size > 100:
        raise HTTPException(415)
    Path("uploads/x").write_bytes(await upload.read())
# --- app/guards.py
import jwt
from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_admin_user(token: str = Depends(scheme)) -> dict:
    user = jwt.decode(token, "k", algorithms=["HS256"])
    if user["role"] != "admin":
        raise HTTPException(403)
    return user
