# --- app/main.py
import json
import logging
from uuid import UUID

import httpx
import requests
from google.cloud import firestore
from pydantic import BaseModel, TypeAdapter

from app.tables import Message, Snapshot

REQUIRED = ["id"]
logger = logging.getLogger(__name__)


class Rate(BaseModel):
    rate: float


def direct() -> float:
    return requests.get("https://example.com", timeout=3).json()["rate"]
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expect: VAL017/warning "`direct` reads keys of another service's answer that nothing has checked"


async def named() -> float:
    async with httpx.AsyncClient() as client:
        response = await client.get("https://example.com")
    data = response.json()  # expect: VAL017
    print(data.get("rate"))
    return data["rate"]


def document(db: firestore.Client) -> str:
    found = db.collection("orders").document("x").get().to_dict()  # expect: VAL017 "a Firestore document"
    return found["sku"]


def handle(message: bytes) -> str:
    event = json.loads(message)  # expect: VAL017 "decoded JSON"
    return event["id"]


def validated() -> float:
    return Rate.model_validate(requests.get("https://example.com", timeout=3).json()).rate


def made() -> float:
    data = requests.get("https://example.com", timeout=3).json()
    return Rate(rate=data["rate"]).rate


def adapted() -> list[Rate]:
    data = requests.get("https://example.com", timeout=3).json()
    logger.info("%s", data["rate"])
    return TypeAdapter(list[Rate]).validate_python(data)


def logged() -> None:
    data = requests.get("https://example.com", timeout=3).json()
    logger.info("got %s", data)


def passed_on() -> dict:
    return requests.get("https://example.com", timeout=3).json()


def own_file() -> str:
    with open("settings.json") as file:
        return json.loads(file.read())["name"]


def constant() -> str:
    return json.loads('{"a": "b"}')["a"]


def by_hand() -> float | None:
    data = requests.get("https://example.com", timeout=3).json()
    if not isinstance(data, dict):
        return None
    return data["rate"]


def by_key() -> float | None:
    data = requests.get("https://example.com", timeout=3).json()
    return data["rate"] if "rate" in data else None


def guarded() -> float | None:
    try:
        return requests.get("https://example.com", timeout=3).json()["rate"]
    except (KeyError, ValueError):
        return None


def guarded_elsewhere() -> float:
    try:
        return requests.get("https://example.com", timeout=3).json()["rate"]  # expect: VAL017
    except requests.Timeout:
        return 0.0


def asked() -> str | None:
    data = requests.get("https://example.com", timeout=3).json()
    return data.get("id")


def converted() -> UUID:
    return UUID(requests.get("https://example.com", timeout=3).json()["id"])


def in_a_loop(message: bytes) -> str:
    data = json.loads(message)
    for key in REQUIRED:
        if key not in data:
            raise ValueError(key)
    return data["id"]


def write(view: View) -> None:
    view.insert({"settings": json.dumps({"on": True})})


def read_back(body: dict) -> int:
    return json.loads(body["view"]["private_metadata"])["page"]


def read_row(row: dict) -> bool:
    text = row.get("settings")
    return json.loads(text)["on"]


def read_other(row: dict) -> bool:
    return json.loads(row["other"])["on"]  # expect: VAL017


def raises() -> str:
    data = requests.get("https://example.com", timeout=3).json()
    found = data.get("id")
    if not found:
        raise ValueError("no id")
    return found


def column(row: Snapshot) -> bool:
    return bool(json.loads(row.configuration).get("enabled"))


def other_object(message: Message) -> bool:
    return bool(json.loads(message.data)["enabled"])  # expect: VAL017


class Template:
    def __init__(self, name: str) -> None:
        self.name = name

    def to_dict(self) -> dict[str, str]:
        return {"name": self.name}

    def to_json(self) -> str:
        return json.dumps(self.to_dict())

    @classmethod
    def from_json(cls, text: str) -> "Template":
        return cls(json.loads(text)["name"])
# --- app/client/orders.py
import requests


def own_service() -> str:
    return requests.get("https://example.com", timeout=3).json()["id"]
# --- app/tables.py
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Snapshot(Base):
    __tablename__ = "snapshots"

    id: Mapped[int] = mapped_column(primary_key=True)
    configuration: Mapped[str]


class Message:
    data: str
