# config: allowed-fields = ["phone"]
# --- app/models.py
from pydantic import BaseModel, EmailStr
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    name: Mapped[str]
    phone: Mapped[str]


class Project(Base):
    __tablename__ = "projects"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    address: Mapped[str]


class Contact(BaseModel):
    email: EmailStr
    email_sent: bool


class Invitation(BaseModel):
    id: int
    invited_by: int
    email_verified: bool
# --- app/main.py
import hashlib
import logging

import structlog
from fastapi import Depends, FastAPI

from app.models import Contact, Customer, Invitation, Project

app = FastAPI()
logger = logging.getLogger(__name__)
events = structlog.get_logger()


def current_user() -> Customer: ...


@app.get("/me")
def me(contact: Contact, user: Customer = Depends(current_user)) -> None:
    logger.info("hello %s", user.email)  # expect: LOG005/review "`user.email`"
    logger.info(f"hello {user.name}")  # expect: LOG005/review "`user.name`"
    logger.info("hello", extra={"email": contact.email})  # expect: LOG005/review
    logger.info("contact %s", contact)  # expect: LOG005/review "`Contact.email`"
    logger.info("contact %s", contact.model_dump())  # expect: LOG005/review
    events.info("hello", email=user.email)  # expect: LOG005/review
    logger.info("hello %s", user.phone)
    logger.info("hello %s %s", user.id, user)
    logger.info("hello %s", contact.model_dump(exclude={"email"}))
    logger.info("sent %s", contact.email_sent)
    logger.info("hello %s", mask(user.email))
    logger.info("hello %s", hashlib.sha256(user.email.encode()).hexdigest())
    logger.info("hello %s", user.email[:3])
    logger.info("e-mail of the user is wrong")


def others(project: Project, invitation: Invitation, email: str, settings, current_user) -> None:
    logger.info("project %s at %s", project.name, project.address)
    logger.info("invitation %s", invitation)
    logger.info("mail to %s", email)  # expect: LOG005/review "`email`"
    logger.info("mail to %s", current_user.email)  # expect: LOG005/review
    logger.info("hello %s", current_user.name)  # expect: LOG005/review
    logger.info("mail from %s", settings.smtp_from_email)
    logger.info("%s", project)


def mask(text: str) -> str:
    return "***"
