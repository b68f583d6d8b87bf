# --- app/main.py
import json
import logging
from enum import Enum
from typing import Annotated, Literal
from uuid import UUID

import structlog
from app import cut, silent
from fastapi import FastAPI, Header, Path, Query, Request
from loguru import logger as loguru_logger
from pydantic import BaseModel

from app.service import find, keep

app = FastAPI()
app.include_router(cut.router)
app.include_router(silent.router)
logger = logging.getLogger(__name__)
events = structlog.get_logger()


class Sort(Enum):
    UP = "up"


class Item(BaseModel):
    id: int
    name: str


@app.post("/items/{key}")
def items(
    item: Item,
    key: str,
    number: int,
    uid: UUID,
    sort: Sort,
    order: Literal["a", "b"],
    request: Request,
    agent: Annotated[str, Header()],
    code: Annotated[str, Query(pattern="^[a-z]+$")],
    name: str = "",
) -> None:
    logger.info("looking for %s", name)  # expect: LOG007/review "`name`"
    logger.info(f"looking for {name}")  # expect: LOG007/review
    logger.info("looking for " + key)  # expect: LOG007/review
    logger.info("looking for {}".format(item.name))  # expect: LOG007/review "`item.name`"
    loguru_logger.info("looking for {}", name)  # expect: LOG007/review
    text = f"looking for {name}"
    logger.info(text)  # expect: LOG007/review
    logger.info("looking for %s" % name)  # expect: LOG007/review
    logger.info("looking for %(name)r" % {"name": name})
    logger.info("looking for %r" % name)
    logger.info("looking for %r", name)
    logger.info(f"looking for {name!r}")
    logger.info("looking for %s", repr(name))
    logger.info("looking for %s", json.dumps(name))
    logger.info("looking for %s", name.replace("\n", ""))
    logger.info("looking for %s %s %s %s %s", number, uid, sort, order, item.id)
    logger.info("looking for %s", [name])
    logger.info("looking for %s", item)
    logger.info("looking for %s %s", agent, code)
    logger.info("looking for %d", len(name))
    events.info("looking", name=name)
    logger.info("looking", extra={"name": name})
    find(name)
    keep("constant")


@app.get("/sorted")
def sorted_items(name: str) -> None:
    if name in ("a", "b"):
        logger.info("looking for %s", name)
# --- app/service.py
import logging

logger = logging.getLogger(__name__)


def find(name: str) -> None:
    logger.info("looking for %s", name)  # expect: LOG007/review


def keep(name: str) -> None:
    logger.info("looking for %s", name)
# --- app/providers.py
import logging

from fastapi import Depends

from app.main import app
from app.people import current_user, require_super_admin, validate_admin_permissions

logger = logging.getLogger(__name__)


def is_configured(provider: str) -> bool:
    return provider in ("google", "apple")


@app.get("/login/{provider}")
def login(provider: str) -> None:
    key = provider.strip().lower()
    logger.info("login with %s", key)  # expect: LOG007/review
    if not is_configured(key):
        logger.info("no login with %s", key)  # expect: LOG007/review
        return
    logger.info("logged in with %s", key)


@app.get("/logout/{provider}")
def logout(provider: str) -> None:
    if not is_configured("google"):
        return
    logger.info("logged out of %s", provider)  # expect: LOG007/review


@app.get("/reports/{report}")
def report(report: str, user: str = Depends(current_user)) -> None:
    validate_admin_permissions(user, "reports")
    logger.info("report %s", report)  # expect: LOG007/warning


@app.get("/summaries/{name}")
def summary(name: str, user: str = Depends(current_user)) -> None:
    validate_names(user, "reports")
    logger.info("summary %s", name)  # expect: LOG007/review


@app.get("/tenants/{name}")
@require_super_admin()
async def tenant(name: str, user: str = Depends(current_user)) -> None:
    logger.info("tenant %s", name)  # expect: LOG007/warning
# --- app/cut.py
import logging

from fastapi import APIRouter

router = APIRouter()
logger = logging.getLogger(__name__)


@router.get("/cut")
def cut(token: str, text: str) -> None:
    logger.info(f"token {token[:10]}")
    logger.info(f"text {text[:100]}")  # expect: LOG007 "lines of its own" "as `{text[:100]!r}`"
    logger.info("text %s", text)  # expect: LOG007 "lines of its own" "with `%r`"
# --- app/silent.py
import logging

from fastapi import APIRouter

router = APIRouter()
logger = logging.getLogger(__name__)
logger.disabled = True
loud = logging.getLogger("loud")
loud.disabled = True


def speak() -> None:
    loud.disabled = False


@router.get("/silent")
def silent(text: str) -> None:
    logger.info("text %s", text)
    loud.info("text %s", text)  # expect: LOG007
