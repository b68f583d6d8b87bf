from datetime import date, datetime

from fastapi import FastAPI
from pydantic import AwareDatetime, BaseModel, field_validator

app = FastAPI()


class Booking(BaseModel):
    starts: datetime  # expect: VAL026 "`Booking` takes times without a time zone: `starts`, `ends`"
    ends: datetime | None = None
    day: date
    aware: AwareDatetime
    checked: datetime

    @field_validator("checked")
    @classmethod
    def to_utc(cls, value: datetime) -> datetime:
        return value.astimezone()


class Answer(BaseModel):
    created: datetime


@app.post("/bookings")
def book(booking: Booking) -> Answer: ...
