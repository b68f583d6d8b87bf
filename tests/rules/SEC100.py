import tempfile
from pathlib import Path
from tempfile import mktemp
from uuid import uuid4

import aiofiles
from fastapi import FastAPI, UploadFile

app = FastAPI()
CACHE = "/tmp/rates.json"


@app.post("/files/{name}")
async def upload(name: str, number: int, file: UploadFile) -> None:
    path = tempfile.mktemp(suffix=".csv")  # expect: SEC100/critical "`tempfile.mktemp`"
    other = mktemp()  # expect: SEC100/critical
    with open(f"/tmp/{name}", "wb") as target:  # expect: SEC100/review "`name`"
        target.write(await file.read())
    with open("/tmp/" + file.filename, "wb") as target:  # expect: SEC100/review
        target.write(b"")
    async with aiofiles.open(f"/var/tmp/{name}.csv", mode="a") as target:  # expect: SEC100/review
        await target.write("")
    with open(CACHE, "w") as target:  # expect: SEC100/suggestion
        target.write("{}")
    with open("/tmp/out.log", "a") as target:  # expect: SEC100/suggestion "`/tmp/out.log`"
        target.write(path + other)
    with open(CACHE) as source:
        source.read()
    with open("/tmp/lock", "x") as target:
        target.write("")
    with open(f"/tmp/{number}.csv", "w") as target:
        target.write("")
    with open(f"/srv/{name}", "w") as target:
        target.write("")
    (Path("/tmp") / name).write_text("")  # expect: SEC100/review "`name`"
    Path("/tmp/cache.json").write_text("{}")  # expect: SEC100/suggestion "`/tmp/cache.json`"
    copy = Path("/tmp") / f"{uuid4()}_{file.filename}"
    copy.write_bytes(b"")
    with open(f"/tmp/{uuid4().hex}_{name}", "w") as target:
        target.write("")
    with tempfile.NamedTemporaryFile("w") as target:
        target.write("")
    tempfile.mkstemp()
