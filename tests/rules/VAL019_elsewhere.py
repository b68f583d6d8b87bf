# The function that reads the upload's file stops at a size.
# --- app/main.py
from typing import IO

from fastapi import FastAPI, File, UploadFile

app = FastAPI()
MOST = 1_000_000


def read_bundle(file: IO[bytes]) -> bytes:
    data = file.read(MOST + 1)
    if len(data) > MOST:
        raise ValueError("too large")
    return data


def read_all(file: IO[bytes]) -> bytes:
    return file.read()


@app.post("/bundles")
def bundle(bundle: UploadFile = File(...)) -> int:
    return keep(read_bundle(bundle.file))


@app.post("/others")
def other(upload: UploadFile = File(...)) -> int:  # expect: VAL019
    return keep(read_all(upload.file))
