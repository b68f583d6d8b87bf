# URLs of databases hold a password, which Pydantic's types for them show.
# --- app/config.py
from pydantic import AnyUrl, Field, PostgresDsn, RedisDsn
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: PostgresDsn  # expect: VAL015 "`Settings.database_url` is a `PostgresDsn`: whatever prints the settings would print the password in it" "Write `Field(repr=False)`, from `pydantic`, as its default"
    replica_url: PostgresDsn | None = None  # expect: VAL015 "`Settings.replica_url`" "Write `Field(default=…, repr=False)`"
    archive_url: PostgresDsn = Field(alias="ARCHIVE")  # expect: VAL015 "`Settings.archive_url`" "Add `repr=False`"
    hidden_url: PostgresDsn = Field(repr=False)
    cache_url: RedisDsn
    site: AnyUrl
