"""Forms and files."""
from typing import Annotated, List, Optional

from fastapi import FastAPI, File, Form, UploadFile

app = FastAPI()


@app.post("/login")
def login(username: str = Form(), password: str = Form(min_length=8), scope: str = Form("")):
    return username


@app.post("/one")
def one(note: Annotated[str, Form()]):
    return note


@app.post("/bytes")
def take_bytes(file: bytes = File()):
    return file


@app.post("/upload")
def upload(file: UploadFile, more: List[UploadFile] = File([]), note: Optional[str] = Form(None)):
    return file


@app.post("/maybe")
def maybe(file: Optional[UploadFile] = None, data: Optional[bytes] = File(None)):
    return file


@app.post("/alias")
def alias(token: Optional[str] = Form(None, alias="refresh_token"), other: int = Form(1)):
    return token
