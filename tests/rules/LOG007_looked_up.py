# What a row has to hold before it is logged.
import logging

from fastapi import FastAPI
from sqlalchemy import select

from app.models import Chat

app = FastAPI()
logger = logging.getLogger(__name__)


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


# --- app/models.py
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Chat(Base):
    __tablename__ = "chats"
    id: Mapped[str] = mapped_column(primary_key=True)
