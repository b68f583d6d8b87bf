# --- app/main.py
from fastapi import FastAPI

from app.api.main import api_router
from app.core.config import settings

app = FastAPI(title=settings.PROJECT_NAME, openapi_url=f"{settings.API_PREFIX}/openapi.json")
app.include_router(api_router, prefix=settings.API_PREFIX)

# --- app/core/config.py
from typing import Literal

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    PROJECT_NAME: str = "shop"
    API_PREFIX: str = "/api/v1"
    SECRET_KEY: str
    ENVIRONMENT: Literal["local", "staging", "production"] = "local"


settings = Settings()  # type: ignore

# --- app/api/main.py
from fastapi import APIRouter

from app.api.routes import articles, login, people, private, tools
from app.core.config import settings

api_router = APIRouter()
api_router.include_router(login.router)
api_router.include_router(people.router)
api_router.include_router(tools.router)
api_router.include_router(articles.router)

if settings.ENVIRONMENT == "local":
    api_router.include_router(private.router)  # expect: SEC050/warning "The 2 endpoints"

# --- app/api/deps.py
from collections.abc import Generator
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException, status
from fastapi.security import OAuth2PasswordBearer
from jwt.exceptions import InvalidTokenError
from pydantic import ValidationError
from sqlmodel import Session

from app.core.config import settings
from app.core.db import engine
from app.models import Claims, Person

reusable_oauth2 = OAuth2PasswordBearer(tokenUrl=f"{settings.API_PREFIX}/login/access-token")


def get_db() -> Generator[Session, None, None]:
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_db)]
TokenDep = Annotated[str, Depends(reusable_oauth2)]


def get_current_person(session: SessionDep, token: TokenDep) -> Person:
    try:
        payload = jwt.decode(token, settings.SECRET_KEY, algorithms=["HS256"])
        claims = Claims(**payload)
    except (InvalidTokenError, ValidationError):
        raise HTTPException(status.HTTP_403_FORBIDDEN, "Could not validate credentials")
    person = session.get(Person, claims.sub)
    if not person:
        raise HTTPException(status_code=404, detail="Person not found")
    return person


CurrentPerson = Annotated[Person, Depends(get_current_person)]


def get_administrator(person: CurrentPerson) -> Person:
    if not person.is_superuser:
        raise HTTPException(status_code=403, detail="Not enough privileges")
    return person

# --- app/core/db.py
from sqlmodel import create_engine

engine = create_engine("postgresql://localhost/shop")

# --- app/models.py
from pydantic import BaseModel
from sqlmodel import Field, SQLModel


class Claims(BaseModel):
    sub: str | None = None


class Person(SQLModel, table=True):
    id: int = Field(primary_key=True)
    email: str
    is_superuser: bool = False


class NewPassword(SQLModel):
    token: str
    new_password: str

# --- app/api/routes/__init__.py
# --- app/api/routes/login.py
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.security import OAuth2PasswordRequestForm

from app.api.deps import CurrentPerson, SessionDep, get_administrator
from app.models import NewPassword, Person

router = APIRouter(tags=["login"])


@router.post("/login/access-token")
def login(session: SessionDep, form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> str:
    return form.username


@router.post("/login/test-token", response_model=Person)
def test_token(person: CurrentPerson) -> Person:
    return person


@router.post("/password-recovery/{email}")
def recover_password(email: str, session: SessionDep) -> str:
    return email


@router.post("/reset-password/")
def reset_password(session: SessionDep, body: NewPassword) -> str:
    return body.token


@router.post("/password-recovery-html/{email}", dependencies=[Depends(get_administrator)])
def recovery_page(email: str) -> str:
    return email

# --- app/api/routes/people.py
from fastapi import APIRouter, Depends

from app.api.deps import CurrentPerson, SessionDep, get_administrator
from app.models import Person

router = APIRouter(prefix="/people", tags=["people"])


@router.get("/", dependencies=[Depends(get_administrator)])
def read_people(session: SessionDep, skip: int = 0) -> list[Person]:
    return []


@router.get("/me")
def read_me(person: CurrentPerson) -> Person:
    return person


@router.post("/signup")
def register_person(session: SessionDep, person: Person) -> Person:
    return person

# --- app/api/routes/tools.py
from fastapi import APIRouter, Depends

from app.api.deps import get_administrator

router = APIRouter(prefix="/utils", tags=["utils"])


@router.post("/test-email/", dependencies=[Depends(get_administrator)], status_code=201)
def test_email(email_to: str) -> str:
    return email_to


@router.get("/health-check/")
async def health_check() -> bool:
    return True

# --- app/api/routes/articles.py
from fastapi import APIRouter

from app.api.deps import CurrentPerson, SessionDep

router = APIRouter(prefix="/articles", tags=["articles"])


@router.get("/{id}")
def read_article(session: SessionDep, person: CurrentPerson, id: int) -> int:
    return id


@router.put("/{id}")
def update_article(*, session: SessionDep, person: CurrentPerson, id: int, text: str) -> str:
    return text

# --- app/api/routes/private.py
from fastapi import APIRouter

from app.api.deps import SessionDep
from app.models import Person

router = APIRouter(tags=["private"], prefix="/private")


@router.post("/people/", response_model=Person)
def create_person(person: Person, session: SessionDep) -> Person:
    return person


@router.delete("/people/{id}")
def delete_person(id: int, session: SessionDep) -> int:
    return id
