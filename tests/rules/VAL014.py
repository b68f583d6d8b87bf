# --- app/main.py
from fastapi import FastAPI

from app.schemas import Hook, Page, Token, User, UserCreate, UserIn, UserInDB, UserPublic

app = FastAPI()


@app.get("/users/me", response_model=UserInDB)
def me(): ...


@app.get("/users/all")
def everybody() -> list[UserInDB]: ...


@app.post("/users", response_model=UserPublic)
def create(user: UserCreate) -> UserInDB: ...


@app.post("/echo")
def echo(user: UserIn) -> UserIn: ...


@app.post("/safe", response_model=UserIn, response_model_exclude={"password"})
def safe(user: UserIn): ...


@app.get("/page", response_model=Page[User])
def page(): ...


@app.get("/hook")
def hook() -> Hook: ...


@app.post("/login", response_model=Token)
def login(): ...
# --- app/schemas.py
from typing import Generic, Optional, TypeVar

from pydantic import BaseModel, Field, SecretStr, field_serializer

T = TypeVar("T")


class UserPublic(BaseModel):
    email: str
    has_password: bool = False
    password_hint: str = ""
    secret_name: str = ""
    password: SecretStr = SecretStr("")
    private_key: str = Field("", exclude=True)
    secret_count: int = 0


class UserInDB(UserPublic):
    hashed_password: str  # expect: VAL014/critical "`UserInDB.hashed_password` is in the response of `GET /users/me` and 1 more"


class UserCreate(BaseModel):
    password: str


class UserIn(BaseModel):
    password: str  # expect: VAL014 "`UserIn.password` is in the response of `POST /echo`"


class Details(BaseModel):
    totp_secret: Optional[str] = None  # expect: VAL014/review "`Details.totp_secret` and 1 more fields are in the response of `GET /page`"
    otpSecret: str | None = None
    masked_secret: str

    @field_serializer("masked_secret")
    def mask(self, value: str) -> str:
        return "***"


class User(BaseModel):
    details: Details


class Page(BaseModel, Generic[T]):
    items: list[T]


class Hook(BaseModel):
    signing_secret: str  # expect: VAL014/review
    bitwarden_aws_secret_key: str


class Token(BaseModel):
    access_token: str
    refresh_token: str
    token_type: str = "bearer"
