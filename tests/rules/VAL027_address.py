# `EmailStr`, which VAL016 asks for, takes 254 characters: what the column holds is not said twice.
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255))
    name: Mapped[str] = mapped_column(String(255))


class NewUser(BaseModel):
    email: str
    name: str  # expect: VAL027 "takes text of any length"


@app.post("/users")
def create(body: NewUser) -> User:
    return User(email=body.email, name=body.name)
