# What is written where the platform keeps nothing.
# --- Procfile
web: uvicorn app.main:app --host 0.0.0.0 --port $PORT
# --- docker-compose.yml
services:
  api:
    build: .
    volumes:
      - .:/code
      - media:/code/media
# --- .env.example
KEPT_DIR=/mnt/kept
SCRATCH_DIR=/tmp/scratch
# --- app/__init__.py
# --- app/main.py
import json
import logging
import os
import pickle
import shutil
import sqlite3
import tempfile
from contextlib import asynccontextmanager
from io import BytesIO
from logging.handlers import RotatingFileHandler
from pathlib import Path
from tempfile import NamedTemporaryFile

import aiofiles
from fastapi import BackgroundTasks, FastAPI, UploadFile
from fastapi.responses import FileResponse
from sqlalchemy import create_engine

from app import storage
from app.settings import settings

BASE = Path(__file__).resolve().parent
UPLOADS = BASE / "uploads"
UPLOAD_FOLDER = os.getenv("UPLOAD_FOLDER", "files")
KEPT = os.environ.get("KEPT_DIR", "kept")
SCRATCH = os.environ.get("SCRATCH_DIR", "scratch")
REQUIRED = os.environ["REQUIRED_DIR"]
WORK = os.path.join(tempfile.gettempdir(), "work")
MEMORY = create_engine("sqlite://")
ALSO_MEMORY = create_engine("sqlite:///:memory:")
ENGINE = create_engine("sqlite:///./app.db")  # expect: DEP025/critical "`./app.db`"
NAMED = create_engine(f"sqlite:///{BASE / 'named.db'}")  # expect: DEP025/critical
OTHER = create_engine(os.environ["DATABASE_URL"])
DEFAULTED = create_engine(settings.database_url)
logging.getLogger().addHandler(logging.FileHandler("app.log"))  # expect: DEP025/warning "`app.log`"
logging.getLogger().addHandler(RotatingFileHandler("/tmp/app.log", maxBytes=1, backupCount=1))
logging.getLogger().addHandler(logging.FileHandler("/dev/stdout"))


@asynccontextmanager
async def lifespan(app: FastAPI):
    with open("openapi.json", "w") as file:  # expect: DEP025/warning
        json.dump(app.openapi(), file)
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/a")
async def save(file: UploadFile) -> dict:
    with open(UPLOADS / file.filename, "wb") as target:  # expect: DEP025/critical "`uploads"
        shutil.copyfileobj(file.file, target)
    async with aiofiles.open(f"uploads/{file.filename}", "wb") as other:  # expect: DEP025/critical
        await other.write(await file.read())
    (UPLOADS / "last.txt").write_text("x")  # expect: DEP025/critical
    with open(os.path.join(UPLOAD_FOLDER, "x"), "wb") as third:  # expect: DEP025/review "UPLOAD_FOLDER"
        third.write(b"")
    return {}


@app.post("/reads")
async def reads() -> dict:
    with open("data.json") as file:
        data = json.load(file)
    with open("data.json", "rb") as again:
        again.read()
    (BASE / "x").read_text()
    return data


@app.post("/temporary")
async def temporary(file: UploadFile, name: str) -> dict:
    with open("/tmp/x", "w") as a, open(os.path.join(WORK, name), "wb") as b:
        a.write("x")
        b.write(b"")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "x").write_text("x")
        (Path(folder) / name).write_bytes(b"")
        with open(f"{folder}/{name}", "w") as c:
            c.write("x")
    with NamedTemporaryFile(delete=False) as handle:
        handle.write(b"")
        shutil.copy("x", handle.name)
    descriptor, path = tempfile.mkstemp()
    with open(path, "w") as d:
        d.write("x")
    pickle.dump({}, BytesIO())
    return {}


@app.post("/volumes")
async def volumes(name: str) -> dict:
    with open(f"media/{name}", "wb") as a, open("/code/media/x", "wb") as b:
        a.write(b"")
        b.write(b"")
    with open(f"{KEPT}/x", "wb") as c, open(f"{SCRATCH}/x", "wb") as d, open(f"{REQUIRED}/x", "wb") as e:
        c.write(b"")
        d.write(b"")
        e.write(b"")
    with open("/code/elsewhere", "wb") as f:  # expect: DEP025/critical
        f.write(b"")
    return {}


@app.post("/removed")
async def removed(file: UploadFile, tasks: BackgroundTasks) -> dict:
    path = f"work_{file.filename}"
    try:
        with open(path, "wb") as target:
            target.write(await file.read())
    finally:
        os.remove(path)
    return {}


@app.post("/removed-later")
async def removed_later(file: UploadFile, tasks: BackgroundTasks) -> FileResponse:
    path = f"work_{file.filename}"
    with open(path, "wb") as target:
        target.write(await file.read())
    tasks.add_task(os.unlink, path)
    return FileResponse(path)


@app.get("/report")
def report(tasks: BackgroundTasks) -> FileResponse:
    with open("export.csv", "w") as file:  # expect: DEP025/warning
        file.write("a;b")
    tasks.add_task(in_background)
    return FileResponse("export.csv")


def in_background() -> None:
    storage.remember({"a": 1})


def never_called() -> None:
    with open("never", "w") as file:
        file.write("x")


@app.get("/unknown")
def unknown(path: str) -> None:
    with open(path, "w") as file:
        file.write("x")
    sqlite3.connect(path)


def main() -> None:
    with open("main.txt", "w") as file:
        file.write("x")


if __name__ == "__main__":
    with open("run.txt", "w") as file:
        file.write("x")
    main()
# --- app/settings.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: str = "sqlite:///./dev.db"
    upload_dir: str = "media_files"
    scratch: str = "/tmp/x"


settings = Settings()
# --- app/storage.py
import json
import pickle
import sqlite3
from pathlib import Path

from app.settings import settings

STATE = Path("state")


def remember(state: dict) -> None:
    (STATE / "state.json").write_text(json.dumps(state))  # expect: DEP025/critical
    with open("state.pickle", mode="ab") as file:  # expect: DEP025
        pickle.dump(state, file)
    with sqlite3.connect("state.db") as connection:  # expect: DEP025
        connection.execute("select 1")
    with open(f"{settings.upload_dir}/x", "w") as other:  # expect: DEP025/review "UPLOAD_DIR"
        other.write("x")
    with open(f"{settings.scratch}/x", "w") as third:
        third.write("x")
# --- scripts/seed.py
from app.main import app

with open("seeds.json", "w") as file:
    file.write("x")
# --- tests/test_app.py
from app.main import app

with open("out.json", "w") as file:
    file.write("x")
# --- alembic/versions/1.py
from app.storage import remember

remember({})
open("migrated", "w")
