# --- app/models.py
from pydantic import BaseModel, field_validator, model_validator, validator
from pydantic_core import PydanticCustomError

BAD = "bad value"
GOOD = "start must come before end"


class Booking(BaseModel):
    start: int
    end: int
    room: str

    @field_validator("start")
    @classmethod
    def check_start(cls, value: int) -> int:
        if value < 0:
            raise ValueError()  # expect: VAL007 "`check_start` raises without a message"
        if value > 10:
            raise ValueError  # expect: VAL007
        if value == 7:
            raise ValueError("invalid")  # expect: VAL007 "does not say what is expected"
        if value == 8:
            raise ValueError(BAD)  # expect: VAL007
        if value == 9:
            raise PydanticCustomError("start", "wrong start")  # expect: VAL007
        assert value != 5  # expect: VAL007 "no check under `python -O`"
        limit = GOOD or None
        assert limit is not None
        assert cls is Booking
        assert value != 6, "start must not be six"
        return value

    @validator("room")
    def old(cls, value):
        if not value:
            raise AssertionError("empty")  # expect: VAL007
        return value

    @model_validator(mode="after")
    def ordered(self):
        if self.start > self.end:
            raise ValueError(GOOD)
        if self.start == self.end:
            raise ValueError(f"bad {self.start}")
        try:
            int(self.room)
        except TypeError as error:
            raise ValueError("no room") from error
        if self.room == "0":
            raise PydanticCustomError("room", "room {room} does not exist", {"room": self.room})

        def helper():
            raise ValueError("inner")

        print(helper)
        return self

    def elsewhere(self):
        assert self.room
        raise ValueError("oops")
