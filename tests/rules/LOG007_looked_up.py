# What a row has to hold before it is logged.
import logging

from datetime import datetime
from pathlib import Path
from uuid import UUID

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from pydantic import BaseModel
from sqlalchemy import select

from app import headers
from app.config import settings
from app.models import Chat
from app.services import RETIRED, Kind, get_service, is_author, load_models, make_login

app = FastAPI()
logger = logging.getLogger(__name__)
version_header = Header(None, alias="X-Version")


def find_chat(session, chat_id: str):
    return session.scalars(select(Chat).where(Chat.id == chat_id)).one()


def find_any(session, chat_id: str):
    return session.scalars(select(Chat).where(Chat.id == chat_id)).first()


def work(chat_id: str) -> None:
    logger.info("working on %s", chat_id)


@app.get("/chats/{chat_id}")
def read(chat_id: str, session) -> None:
    chat = find_chat(session, chat_id=chat_id)
    logger.info("read %s", chat_id)
    work(chat_id)


@app.get("/any/{chat_id}")
def read_any(chat_id: str, session) -> None:
    find_any(session, chat_id)
    logger.info("read %s", chat_id)  # expect: LOG007/review


@app.get("/some/{chat_id}")
def read_some(chat_id: str, session, known: bool = False) -> None:
    if known:
        find_chat(session, chat_id)
    logger.info("read %s", chat_id)  # expect: LOG007/review


@app.get("/same/{chat_id}")
def read_same(chat_id: str, session) -> None:
    logger.info("looking for %s", chat_id)  # expect: LOG007/review
    query = select(Chat).where(Chat.id == chat_id)
    chat = session.scalars(query).one()
    logger.info("read %s", chat_id)


@app.get("/tested/{chat_id}")
async def read_tested(chat_id: str, session) -> None:
    chat = find_any(session, chat_id)
    if chat is None:
        logger.info("no %s", chat_id)  # expect: LOG007/review
        raise HTTPException(404)
    logger.info("read %s", chat_id)


@app.get("/kinds/{kind}")
async def read_kind(kind: str, key: str, day: str, until: str | None = None) -> None:
    service = get_service(kind)
    if not service:
        raise HTTPException(404)
    logger.info("read %s", kind)
    end = "2020-01-01" if until is None else until
    parsed = datetime.fromisoformat(end)
    logger.info("read until %s", until)
    if day:
        UUID(day)
    logger.info("read on %s", day)  # expect: LOG007/review
    try:
        UUID(key)
    except ValueError:
        logger.info("bad key %s", key)  # expect: LOG007/review
    logger.info("read key %s", key)  # expect: LOG007/review


@app.get("/folders/{folder}")
async def read_folder(folder: str, sort: str, client) -> None:
    try:
        items, error = await client.list_folder(folder or "root", sort=None)
        if error:
            raise HTTPException(502)
        logger.info("read %s", folder)
    except Exception:
        logger.info("cannot read %s", folder)  # expect: LOG007/review
        raise
    while True:
        page, page_error = await client.list_files(query=f"'{sort}' in parents")
        if page_error:
            raise HTTPException(502)
        break
    logger.info("read by %s", sort)


@app.get("/made/{sort}")
async def make_folder(sort: str, client) -> None:
    created = client.get_or_create(sort)
    if not created:
        raise HTTPException(502)
    logger.info("made %s", sort)  # expect: LOG007/review


@app.get("/checkouts/{key}")
def read_checkout(key: str, client) -> None:
    try:
        checkout = client.sessions.retrieve(key)
    except ValueError as error:
        logger.info("cannot read %s", key)  # expect: LOG007/review
        raise HTTPException(404) from error
    logger.info("read %s", key)


class Share(BaseModel):
    chat: str


@app.put("/share")
async def share(payload: Share, author: str, session) -> None:
    chat_id = payload.chat
    await is_author(author, chat_id)
    logger.info("shared %s", chat_id)
    logger.info("shared by %s", author)  # expect: LOG007/review


@app.get("/login/{provider}")
def login(provider: str) -> None:
    make_login(provider)


@app.get("/debugged")
def debugged(name: str) -> None:
    logger.info(f"looking for {name=}")
    text = name
    logger.info(f"looking for {text=}")
    logger.info(f"looking for {text!r}")
    logger.debug("looking for %s", name)  # expect: LOG007/warning


@app.get("/versions")
def versions(version: str = version_header, other: str = headers.other_header) -> None:
    logger.info("version %s %s", version, other)


@app.get("/retired")
def retired(kind: Kind, start: str) -> None:
    try:
        if kind in RETIRED:
            return
        if kind == Kind.NEW:
            logger.info("new from %s", start)  # expect: LOG007/review
        elif kind == Kind.OLD:
            logger.info("old from %s", start)
    finally:
        logger.info("done from %s", start)  # expect: LOG007/review


@app.get("/files")
def files(path: str, name: str, confirmed: str) -> None:
    folder = Path(path)
    if not folder.is_dir():
        raise HTTPException(404)
    logger.info("read %s", path)
    if name != confirmed:
        raise HTTPException(400)
    logger.info("confirmed %s", confirmed)  # expect: LOG007/review
    for model in load_models():
        if model.name != name:
            continue
        logger.info("found %s", name)


@app.get("/items/{key}")
def read_item(key: str, other: str, table) -> None:
    answer = table.get_item(Key={"id": key})
    if "Item" not in answer:
        raise HTTPException(404)
    logger.info("read %s", key)
    found = find_item(other, table)
    logger.info("read %s", other)


@app.get("/documents/{key}")
def read_document(key: str, other: str) -> None:
    document = db.collection("items").document(key).get()
    if not document.exists:
        raise HTTPException(404)
    logger.info("read %s", key)
    found = db.collection("items").where("name", ">", other).get()
    if not found:
        raise HTTPException(404)
    logger.info("read %s", other)  # expect: LOG007/review


@app.get("/tools/{name}")
def call_tool(name: str, other: str, request: Request) -> None:
    agent = request.headers.get("user-agent", "")
    logger.info("call by %s %s %s", agent, request.url.path, request.client.host)
    logger.info("call with %s", request.query_params.get("text"))  # expect: LOG007/review
    if tool := get_service(name):
        logger.info("call %s", name)
    else:
        logger.info("no tool %s", name)  # expect: LOG007/review
    found = find_item(other, tool)
    if get_service(other + name):
        logger.info("call %s", name)  # expect: LOG007/review


@app.get("/models/{key}")
async def read_model(key: str, name: str, chat_id: str, session, repository) -> None:
    model = next((one for one in load_models() if one.get("id") == key), None)
    if model is None:
        raise HTTPException(404)
    logger.info("read %s", key)
    channels = await repository.find_by_names([name])
    if not channels:
        raise HTTPException(404)
    logger.info("read %s", name)
    result = await session.execute(select(Chat).where(Chat.id == chat_id))
    chat = result.scalars().first()
    if not chat:
        raise HTTPException(404)
    logger.info("read %s", chat_id)


@app.get("/pages/{folder}")
async def read_pages(folder: str, client) -> None:
    error = None
    while True:
        page, page_error = await client.get_files(folder)
        if page_error:
            error = page_error
            break
        if not page:
            break
    if error:
        raise HTTPException(502)
    logger.info("read %s", folder)


def find_item(key: str, table):
    answer = table.query(KeyConditionExpression=Key("id").eq(key))
    if len(answer["Items"]) == 0:
        raise KeyError(key)
    return answer["Items"][0]


def check_admin(token: str = Header()) -> None:
    if token != settings.token:
        raise HTTPException(403)


def org_admin(token: str = Header()) -> None:
    if token != settings.token:
        raise HTTPException(403)


@app.put("/extensions/{name}", dependencies=[Depends(check_admin)])
def activate(name: str) -> None:
    logger.info("activate %s", name)  # expect: LOG007/warning


@app.put("/teams/{name}", dependencies=[Depends(org_admin)])
def rename(name: str) -> None:
    logger.info("rename %s", name)  # expect: LOG007/review


# --- app/headers.py
from fastapi import Header

other_header = Header(None, alias="X-Other")


# --- app/config.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    token: str


settings = Settings()


# --- app/services.py
import logging
from enum import Enum

from fastapi import HTTPException

logger = logging.getLogger(__name__)
SERVICES = {"a": 1}


class Method(Enum):
    GITHUB = "github-auth"


class Kind(Enum):
    OLD = "old"
    NEW = "new"


RETIRED: frozenset[Kind] = frozenset({Kind.OLD})


def load_models():
    return layer.models()


def get_service(key: str):
    return SERVICES.get(key)


async def is_author(author: str, chat_id: str) -> bool:
    found = await layer.get_author(chat_id)
    if not found:
        raise HTTPException(404)
    if found != author:
        raise HTTPException(403)
    return True


def make_login(provider: str) -> None:
    method = Method(f"{provider}-auth")
    logger.info("login by %s", provider)


# --- app/models.py
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Chat(Base):
    __tablename__ = "chats"
    id: Mapped[str] = mapped_column(primary_key=True)
# --- app/tables.py
import asyncio

from app.main import app, logger
from app.restoring import restore
from fastapi import HTTPException
from pydantic import BaseModel

TABLES: dict = {}


class Save(BaseModel):
    table: str


@app.post("/tables")
async def save_table(data: Save) -> None:
    frame = TABLES.get(data.table)
    if frame is None:
        logger.warning("no table")
        frame = await restore(data.table)
        if frame is None:
            raise HTTPException(404)
        TABLES[data.table] = frame
    logger.info("saved %s", data.table)


@app.post("/tables/open")
async def open_table(data: Save) -> None:
    frame = TABLES.get(data.table)
    if frame is None:
        frame = await restore(data.table)
    logger.info("opened %s", data.table)  # expect: LOG007/review


@app.get("/articles/{key}")
async def read_article(key: str, store) -> None:
    article = await asyncio.to_thread(store.get_article, key)
    if article is None:
        raise HTTPException(404)
    logger.info("read %s", key)


@app.delete("/articles/{key}")
async def delete_article(key: str, store) -> None:
    article = await asyncio.to_thread(store.add_article, key)
    if article is None:
        raise HTTPException(404)
    logger.info("read %s", key)  # expect: LOG007/review


@app.get("/keys/{key}")
async def read_key(key: str) -> None:
    if not is_valid_uuid(key):
        raise HTTPException(422)
    logger.info("read %s", key)
