# What the tests look at is what the docstring promises mostly.
from pydantic import BaseModel, field_validator


class Settings(BaseModel):
    environment: str
    level: str

    @field_validator("environment")
    @classmethod
    def check_environment(cls, value: str) -> str:  # expect: VAL006 "" "`return value.lower()`"
        """Gives the name in lower case."""
        if value.lower() not in {"local", "production"}:
            raise ValueError("unknown environment")

    @field_validator("level")
    @classmethod
    def check_level(cls, value: str) -> str:  # expect: VAL006 "" "`return value`"
        if not value.strip():
            raise ValueError("no level")
