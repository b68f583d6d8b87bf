# --- requirements.txt
fastapi==0.115.6
sqlmodel==0.0.22
# --- app/models.py
import uuid

from sqlmodel import Field, SQLModel


class User(SQLModel, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    name: str
    is_superuser: bool = False


class Item(SQLModel, table=True):
    id: int = Field(primary_key=True)
    title: str
    owner_id: uuid.UUID = Field(foreign_key="user.id")


class Article(SQLModel, table=True):
    id: int = Field(primary_key=True)
    author_id: uuid.UUID


class Country(SQLModel, table=True):
    id: int = Field(primary_key=True)


class Note(SQLModel, table=True):
    id: int = Field(primary_key=True)
    user_id: uuid.UUID


class Paper(SQLModel, table=True):
    id: int = Field(primary_key=True)
    writer_id: uuid.UUID


class Poll(SQLModel, table=True):
    id: int = Field(primary_key=True)
    creator_id: uuid.UUID
    is_public: bool = False
# --- app/deps.py
from collections.abc import Generator
from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer
from sqlmodel import Session

from app.models import Item, User
from app.tokens import engine, read

bearer = OAuth2PasswordBearer(tokenUrl="token")


def get_db() -> Generator[Session, None, None]:
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_db)]


def get_current_user(session: SessionDep, token: Annotated[str, Depends(bearer)]) -> User:
    user = session.get(User, read(token))
    if user is None:
        raise HTTPException(401)
    return user


CurrentUser = Annotated[User, Depends(get_current_user)]


def get_admin(user: CurrentUser) -> User:
    if not user.is_superuser:
        raise HTTPException(403)
    return user


def check_key(key: str) -> str:
    if key != engine.name:
        raise HTTPException(401)
    return key


def owned_item(id: int, session: SessionDep, user: CurrentUser) -> Item:
    item = session.get(Item, id)
    if item is None or item.owner_id != user.id:
        raise HTTPException(404)
    return item
# --- app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request
from pydantic import BaseModel
from sqlmodel import select

from app import notes, papers
from app.deps import CurrentUser, SessionDep, check_key, get_admin, get_current_user, owned_item
from app.models import Article, Country, Item, Note, Poll, User

app = FastAPI()
app.include_router(notes.router)
app.include_router(papers.router)


class Move(BaseModel):
    item_id: int
    to: str


@app.get("/items/{id}")
def read_item(session: SessionDep, user: CurrentUser, id: int) -> Item:
    item = session.get(Item, id)
    if not item:
        raise HTTPException(404)
    if not user.is_superuser and item.owner_id != user.id:
        raise HTTPException(403)
    return item


@app.put("/items/{id}")
def update_item(session: SessionDep, user: CurrentUser, id: int, title: str) -> Item:
    item = session.get(Item, id)  # expect: SEC055/review "`update_item` (`PUT /items/{id}`) takes any `Item` by its `id`: whose it is, `owner_id`, is not compared with the caller, as `read_item` does"
    if not item:
        raise HTTPException(404)
    item.title = title
    session.commit()
    return item


@app.delete("/items/{id}", dependencies=[Depends(get_current_user)])
def delete_item(session: SessionDep, id: int) -> None:
    session.delete(session.exec(select(Item).where(Item.id == id)).one())  # expect: SEC055


@app.post("/moves")
def move(session: SessionDep, user: CurrentUser, body: Move) -> None:
    session.get_one(Item, body.item_id).title = body.to  # expect: SEC055 "its `body.item_id`"


@app.get("/items/{id}/title")
def title(session: SessionDep, user: CurrentUser, id: int) -> str:
    return load(session, id).title  # expect: SEC055


def load(session: SessionDep, item_id: int) -> Item:
    found = session.get(Item, item_id)
    if found is None:
        raise HTTPException(404)
    return found


@app.get("/items/{id}/owned")
def owned(item: Annotated[Item, Depends(owned_item)]) -> Item:
    return item


@app.get("/items/{id}/owned-too")
def owned_too(
    session: SessionDep, user: CurrentUser, id: int, item: Annotated[Item, Depends(owned_item)]
) -> Item:
    return session.get_one(Item, id)


@app.post("/items/{id}/audit")
def audit(session: SessionDep, admin: Annotated[User, Depends(get_admin)], id: int) -> Item:
    return session.get_one(Item, id)


@app.post("/items/{id}/audit-2", dependencies=[Depends(get_admin)])
def audit_too(session: SessionDep, id: int) -> Item:
    return session.get_one(Item, id)


@app.post("/admin/items/{id}")
def admin_item(session: SessionDep, user: CurrentUser, id: int) -> Item:
    return session.get_one(Item, id)


@app.post("/machine/items/{id}", dependencies=[Depends(check_key)])
def machine_item(session: SessionDep, id: int) -> Item:
    return session.get_one(Item, id)


@app.post("/items/{id}/by-state")
def by_state(session: SessionDep, user: CurrentUser, id: int, request: Request) -> Item:
    item = session.get_one(Item, id)
    refuse_others(request, item)
    return item


def refuse_others(request: Request, item: Item) -> None:
    if item.owner_id != request.state.user_id:
        raise HTTPException(403)


@app.post("/items/{id}/allowed")
def allowed(session: SessionDep, user: CurrentUser, id: int) -> Item:
    item = session.get_one(Item, id)
    if item.owner_id not in allowed_owners():
        raise HTTPException(403)
    return item


# Everybody may read what only its author may change.
@app.get("/articles/{id}")
def read_article(session: SessionDep, id: int) -> Article:
    return session.get_one(Article, id)


@app.get("/articles/{id}/words", dependencies=[Depends(get_current_user)])
def words(session: SessionDep, id: int) -> Article:
    return session.get_one(Article, id)


@app.put("/articles/{id}")
def write_article(session: SessionDep, user: CurrentUser, id: int) -> Article:
    article = session.get_one(Article, id)
    if article.author_id != user.id:
        raise HTTPException(403)
    return article


@app.delete("/articles/{id}")
def delete_article(session: SessionDep, user: CurrentUser, id: int) -> None:
    session.delete(session.get_one(Article, id))  # expect: SEC055


@app.get("/countries/{id}")
def country(session: SessionDep, user: CurrentUser, id: int) -> Country:
    return session.get_one(Country, id)


# What only tells whose it is refuses nobody.
@app.get("/polls/{id}/mine")
def is_mine(session: SessionDep, user: CurrentUser, id: int) -> bool:
    poll = session.get_one(Poll, id)
    return poll.creator_id == user.id


@app.put("/polls/{id}")
def vote(session: SessionDep, user: CurrentUser, id: int) -> None:
    session.get_one(Poll, id)


@app.get("/users/{user_id}")
def read_user(session: SessionDep, user: CurrentUser, user_id: int) -> User:
    found = session.get_one(User, user_id)
    if found.id != user.id:
        raise HTTPException(403)
    return found


@app.get("/users/{user_id}/name")
def name_of(session: SessionDep, user: CurrentUser, user_id: int) -> str:
    return session.get_one(User, user_id).name
# --- app/notes.py
from fastapi import APIRouter
from sqlmodel import Session, select

from app.deps import CurrentUser, SessionDep
from app.models import Note

router = APIRouter(prefix="/notes")


class Notes:
    def __init__(self, session: Session) -> None:
        self.session = session

    def of(self, owner: object) -> list[Note]:
        statement = select(Note).where(Note.user_id == owner)
        return list(self.session.exec(statement))

    def one(self, number: int) -> Note:
        return self.session.exec(select(Note).filter_by(id=number)).one()

    def own(self, number: int, owner: object) -> Note:
        statement = select(Note).where(Note.id == number, Note.user_id == owner)
        return self.session.exec(statement).one()


@router.get("")
def all_notes(session: SessionDep, user: CurrentUser) -> list[Note]:
    return Notes(session).of(user.id)


@router.get("/{note_id}")
def note(session: SessionDep, user: CurrentUser, note_id: int) -> Note:
    return Notes(session).one(note_id)  # expect: SEC055 "as `all_notes` does"


@router.put("/{note_id}")
def write_note(session: SessionDep, user: CurrentUser, note_id: int) -> Note:
    return Notes(session).own(note_id, user.id)


@router.get("/{note_id}/of/{user_id}")
def note_of(session: SessionDep, user: CurrentUser, note_id: int) -> Note:
    owner = str(user.id)
    return Notes(session).own(note_id, owner)
# --- app/papers.py
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException

from app.deps import CurrentUser, SessionDep
from app.models import Paper

router = APIRouter(prefix="/papers")


def own_paper(paper_id: int, session: SessionDep, user: CurrentUser) -> Paper:
    paper = session.get_one(Paper, paper_id)
    if paper.writer_id != user.id:
        raise HTTPException(404)
    return paper


@router.get("/{paper_id}")
def read_paper(paper: Annotated[Paper, Depends(own_paper)]) -> Paper:
    return paper


@router.delete("/{paper_id}")
def delete_paper(paper_id: int, session: SessionDep, user: CurrentUser) -> None:
    session.delete(session.get_one(Paper, paper_id))  # expect: SEC055 "as `own_paper` does for `read_paper`"
