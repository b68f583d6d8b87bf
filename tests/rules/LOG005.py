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
logging.basicConfig(level="INFO")
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
# --- app/mild.py
import json
import logging
import os

from app.models import Customer

logger = logging.getLogger(__name__)
audit_log = logging.getLogger("audit")


def changed(customer: Customer, old_email: str) -> None:
    logger.debug("welcomed %s", customer.email)  # expect: LOG005/warning
    if os.getenv("DEBUG_PAYLOADS"):
        logger.info("customer %s", customer.email)  # expect: LOG005/warning
    audit_log.info("changed by %s", customer.email)  # expect: LOG005/warning
    logger.info("changed from %s to %s", old_email, customer.email)  # expect: LOG005/review "`old_email` and `customer.email` are"


def emit_audit_event(actor: Customer) -> None:
    logger.info(json.dumps({"actor": actor.email}))  # expect: LOG005/warning


# --- app/missing.py
import logging

from pydantic import BaseModel

from app.models import Customer

logger = logging.getLogger(__name__)


class Permission(BaseModel):
    id: str
    kind: str
    email_address: str | None


class Account(BaseModel):
    name: str
    full_name: str


class Owner(BaseModel):
    user: Account


def sync(permission: Permission, users: list[Customer], owner: Owner, answer: dict) -> None:
    if permission.email_address:
        logger.info("for %s", permission.email_address)  # expect: LOG005/review
    else:
        logger.warning("no address in %s", permission)
    if permission.email_address is None and permission.kind == "user":
        logger.warning("no address in %s", permission)
    email = permission.email_address
    if not email:
        email = find(permission.id)
    if not email:
        message = f"no address in {permission}"
        logger.warning(message)
        return
    logger.info("found for %s", permission)  # expect: LOG005/review
    address_email = answer.get("address_email")
    if not isinstance(address_email, str):
        logger.warning("no text: %r", address_email)
    logger.info("run by %s", owner.user.name)


def left(customer_email: str | None, kind: str) -> None:
    if customer_email:
        return
    logger.info("unknown customer %s", customer_email)


def comes_again(customer_email: str, kind: str) -> None:
    if customer_email:
        customer_email = find(kind)
        if kind:
            return
    logger.info("customer %s", customer_email)  # expect: LOG005/review


def joined(user_emails: list[str]) -> None:
    recipients = ",".join(user_emails)
    if recipients is None:
        logger.info("nobody: %s", recipients)
    logger.info("sent to %s", recipients)  # expect: LOG005/review


def tried(customer_email: str) -> None:
    try:
        if customer_email:
            return
        find(customer_email)
    except ValueError:
        logger.info("customer %s", customer_email)  # expect: LOG005/review


def find(key: str) -> str | None: ...


# --- app/failed.py
import logging

from pydantic import BaseModel

logger = logging.getLogger(__name__)


class Person(BaseModel):
    sub: str
    email: str | None = None


class Member(Person):
    role: str = ""

    @property
    def badge(self) -> str: ...


def sub_of(person) -> str:
    try:
        return person.sub
    except Exception as error:
        logger.exception("no id in %s: %s", person, error)
        raise


def role_of(member: Member) -> str:
    try:
        role = member.role
    except AttributeError:
        logger.error("no role in %s", member)
        raise
    return role


def badge_of(member: Member) -> str:
    try:
        return member.badge
    except LookupError:
        logger.error("no badge of %s", member)  # expect: LOG005/review
        raise


def saved_sub(member: Member) -> str:
    try:
        save(member)
        return member.sub
    except Exception:
        logger.error("not saved: %s", member)  # expect: LOG005/review
        raise


def text_of(person) -> str:
    try:
        return person.sub
    except Exception:
        logger.error("no id in %s", person)  # expect: LOG005/review
        raise


def save(member: Member) -> None: ...


def show(member: Member, user_email: str) -> None:
    sub_of(member)
    text_of(user_email)


# --- app/nobody.py
import logging

from pydantic import BaseModel

from app.core.settings import settings

logger = logging.getLogger(__name__)


def list_members(email: str, organisation, group, permission) -> None:
    logger.warning(f"Group does not exist. GroupKey={email} Trying to list members.")
    logger.warning("Group email %s of folder %s is not known", permission.email_address, 7)
    logger.warning("Removed member %s of group 7", email)  # expect: LOG005/review
    logger.warning("In group 7 is %s" % email)  # expect: LOG005/review
    logger.info("sent to %s", organisation.associated_email)
    logger.info("sent to %s", group.group_email)


def create_admin_user(email: str, user_email: str) -> None:
    logger.info("creating %s", email)
    logger.info("asked by %s", user_email)  # expect: LOG005/review


class UserIntegrationRef(BaseModel):
    name: str


class UserCreate(BaseModel):
    name: str


def shown(ref: UserIntegrationRef, created: UserCreate, user_to_delete) -> None:
    logger.info("server %s", ref.name)
    logger.info("created %s", created.name)  # expect: LOG005/review
    logger.info("deleted %s", user_to_delete.name)  # expect: LOG005/review
    logger.info("%s came first", settings.superadmin_email)


def notify(user_emails: list[str], emails: list[str]) -> None:
    logger.info("sent to %s", user_emails)  # expect: LOG005/review
    logger.info("read %s", emails)
    logger.info("owner is %s", settings.owner_email)


def track(event: str, properties: dict) -> None:
    if "tenant" in properties:
        logger.warning("twice: %s", properties)
    if properties and "email" in properties:
        logger.warning("sent: %s", properties)  # expect: LOG005/review


def entered(user_email: str) -> None:
    track("entered", {"email": user_email})


# --- app/core/settings.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    owner_email: str


settings = Settings()
# --- app/first_rows.py
import logging

from pydantic import BaseModel

logger = logging.getLogger(__name__)


class FirstUser(BaseModel):
    email: str


def init_db(user: FirstUser) -> None:
    logger.info("made %s", user.email)  # expect: LOG005/warning


def add_user(user: FirstUser) -> None:
    logger.info("made %s", user.email)  # expect: LOG005
# --- app/mailbox.py
import logging

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase): ...


class EmailAccount(Base):
    __tablename__ = "email_accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    imap_host: Mapped[str]


def read(account: EmailAccount) -> None:
    logging.info("reading %s", account.email)


def read_untyped(account) -> None:
    if account.imap_host:
        logging.info("reading %s", account.email)


def greet(account) -> None:
    logging.info("hello %s", account.email)  # expect: LOG005


async def send_from(repository, email_accounts, key: int) -> None:
    selected = await email_accounts.get(key)
    account = selected
    logging.info("sending from %s", account.email)
    person = await repository.get(key)
    logging.info("sending to %s", person.email)  # expect: LOG005


def fetch_imap(server: str, email: str, password: str, sender_email: str) -> None:
    logging.info("reading %s at %s", email, server)


def fetch_orders(server: str, email: str) -> None:
    logging.info("orders of %s at %s", email, server)  # expect: LOG005
# --- app/first_user.py
import logging

from pydantic_settings import BaseSettings

logger = logging.getLogger(__name__)
FALLBACK = "default@example.com"


class Settings(BaseSettings):
    default_user_email: str = FALLBACK


settings = Settings()


def normalized(email: str) -> str:
    return email.lower()


def ensure(session, taken: bool) -> None:
    wanted_email = normalized(settings.default_user_email)
    user_email = wanted_email
    if taken:
        user_email = FALLBACK
    logger.warning("%s is taken, using %s", wanted_email, user_email)
    found_email = session.get(1)
    logger.warning("%s is taken", found_email)  # expect: LOG005


class Account:
    id: int
    email: str


def close(account: Account) -> None:
    logger.info("closed %s", account.email)  # expect: LOG005 "written to the log" "Log `account.id` in its place"


def reopen(account: Account, by: Account, user_id: int) -> None:
    logger.info("%s opened: %s", account.id, account.email)  # expect: LOG005 "written to the log" "Leave it out: `account.id` in the same record"
    logger.info("%s opened by %s", user_id, by.email)  # expect: LOG005 "written to the log" "Log `by.id` in its place"
    logger.info("by %s", by.email, extra={"security_event": "opened"})  # expect: LOG005/warning


if __name__ == "__main__":
    logger.info("mail of %s", settings.user_email)
    logger.info("mail of %s", normalized(input("email: ")))
