from typing import Annotated

from fastapi import Body, FastAPI, File, UploadFile

app = FastAPI()


@app.post("/a")
def a(file: Annotated[bytes, File()]): ...  # expect: VAL021 "`POST /a` takes the upload `file` as bytes"


@app.post("/b")
def b(file: bytes | None = File(None), files: list[bytes] = File()): ...  # expect: VAL021, VAL021


@app.post("/c")
def c(file: UploadFile, other: Annotated[UploadFile, File()], data: bytes = Body()): ...
