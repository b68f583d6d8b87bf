import datetime as dt
from datetime import date, datetime, timedelta, timezone
from datetime import datetime as DateTime
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field


class Order(BaseModel):
    created: datetime = Field(default_factory=datetime.utcnow)  # expect: COD023 "fills in times"
    # fixed: created: datetime = Field(default_factory=lambda: datetime.now(timezone.utc))
    changed: datetime = Field(default_factory=dt.datetime.now)  # expect: COD023
    paid: datetime = Field(default_factory=lambda: datetime.now(timezone.utc))


def bad(seconds: float) -> None:
    first = datetime.utcnow() + timedelta(minutes=15)  # expect: COD023 "of UTC and does not say so"
    # fixed: first = datetime.now(timezone.utc) + timedelta(minutes=15)
    second = dt.datetime.now()  # expect: COD023 "local time"
    # fixed: second = dt.datetime.now(dt.timezone.utc)
    third = datetime.now(None)  # expect: COD023
    fourth = datetime.fromtimestamp(seconds)  # expect: COD023
    fifth = datetime.utcfromtimestamp(seconds)  # expect: COD023
    sixth = DateTime.today()  # expect: COD023
    seventh = datetime.utcnow().timestamp()  # expect: COD023
    eighth = datetime.utcnow().isoformat() + "Z"  # expect: COD023
    print(first, second, third, fourth, fifth, sixth, seventh, eighth)


def good(seconds: float, clock) -> None:
    datetime.now(timezone.utc)
    datetime.now(tz=ZoneInfo("Europe/Berlin"))
    datetime.now(dt.UTC)
    datetime.fromtimestamp(seconds, tz=timezone.utc)
    datetime.fromtimestamp(seconds, timezone.utc)
    datetime.utcnow().replace(tzinfo=timezone.utc)
    datetime.now().astimezone()
    datetime.now().date()
    datetime.now().year
    datetime.now().strftime("%Y-%m-%d")
    datetime.utcnow().strftime("%Y-%m-%d")
    datetime.now().timestamp()
    date.today()
    clock.now()
    clock.utcnow()
# --- app/bare.py
from datetime import datetime


def bad() -> datetime:
    return datetime.utcnow()  # expect: COD023
# --- app/utc.py
from datetime import UTC, datetime

now = datetime.utcnow()  # expect: COD023
# fixed: now = datetime.now(UTC)
# --- tests/test_x.py
from datetime import datetime

now = datetime.now()
