# --- app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI
from firebase_admin import firestore
from sqlalchemy import insert

from app import crud
from app.models import Item, Note, User
from app.schemas import ItemIn, NoteIn, UserIn

app = FastAPI()


def get_current_active_superuser() -> User: ...


def current_user() -> User: ...


@app.post("/signup")
def signup(body: UserIn):
    return User(**body.model_dump())
#          ^^^^^^^^^^^^^^^^^^^^^^^^^ expect: VAL012/review "`POST /signup` writes `role`, `is_admin` as the client sends it"


@app.post("/signup/dumped")
def dumped(body: UserIn):
    data = body.dict(exclude_unset=True)
    return User(**data)  # expect: VAL012


@app.patch("/users/{user_id}")
def patch(user_id: int, body: UserIn):
    user = User()
    for key, value in body.model_dump().items():
        setattr(user, key, value)  # expect: VAL012


@app.post("/insert")
def inserted(body: UserIn):
    return insert(User).values(**body.model_dump())  # expect: VAL012


@app.post("/firestore")
def document(body: UserIn):
    firestore.client().collection("users").document("x").set(body.model_dump())  # expect: VAL012


@app.post("/items")
def create_item(item: ItemIn):
    return crud.create(item=item)


@app.put("/items")
def put_item(item: ItemIn, user: Annotated[User, Depends(current_user)]):
    return Item.model_validate(item, update={"owner_id": user.id})


@app.put("/items/raw")
def put_item_raw(item: ItemIn):
    return Item.model_validate(item)  # expect: VAL012 "`owner_id`"


@app.post("/excluded")
def excluded(body: UserIn):
    return User(**body.model_dump(exclude={"role", "is_admin"}))


@app.post("/included")
def included(body: UserIn):
    return User(**body.model_dump(include={"name"}))


@app.post("/notes")
def note(body: NoteIn):
    return Note(**body.model_dump())


@app.post("/admin/users")
def by_path(body: UserIn):
    return User(**body.model_dump())


@app.post("/users", dependencies=[Depends(get_current_active_superuser)])
def by_dependency(body: UserIn):
    return User(**body.model_dump())


@app.post("/read")
def read(body: UserIn):
    print(**body.model_dump())
# --- app/crud.py
from app.models import Item
from app.schemas import ItemIn


def create(item: ItemIn) -> Item:
    row = Item()
    row.sqlmodel_update(item.model_dump(exclude_unset=True))  # expect: VAL012 "`POST /items` writes `owner_id`"
    return row
# --- app/schemas.py
from pydantic import BaseModel


class UserIn(BaseModel):
    name: str
    role: str = "user"
    is_admin: bool = False


class ItemIn(BaseModel):
    name: str
    owner_id: int = 0


class NoteIn(BaseModel):
    text: str
    role: str
# --- app/models.py
from sqlalchemy import Boolean, Column, Integer, String
from sqlalchemy.orm import declarative_base
from sqlmodel import Field, SQLModel

Base = declarative_base()


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True)
    role = Column(String(20))
    is_admin = Column(Boolean)


class Note(Base):
    __tablename__ = "notes"

    text = Column(String)


class Item(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    owner_id: int
# --- app/members.py
from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Base(DeclarativeBase): ...


class Member(Base):
    __tablename__ = "members"
    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]


class MemberChange(BaseModel):
    role: str


def session() -> Session: ...
def current() -> Member: ...


@app.put("/members/{key}")
def change(
    key: int, body: MemberChange, db: Session = Depends(session), me: Member = Depends(current)
) -> None:
    if me.role != "super_admin":
        raise HTTPException(403)
    row = db.get(Member, key)
    for name, value in body.model_dump().items():
        setattr(row, name, value)


@app.put("/people/{key}")
def change_any(
    key: int, body: MemberChange, db: Session = Depends(session), me: Member = Depends(current)
) -> None:
    row = db.get(Member, key)
    for name, value in body.model_dump().items():
        setattr(row, name, value)  # expect: VAL012
