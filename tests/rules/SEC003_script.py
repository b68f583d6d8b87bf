# Where a script alone reads the default, it is the script that runs with it.
# --- app/config.py
from starlette.config import Config
from pydantic_settings import BaseSettings

config = Config(".env")


class Settings(BaseSettings):
    admin_password: str = config("ADMIN_PASSWORD", default="letme")  # expect: SEC003 "Without `ADMIN_PASSWORD`"
    root_password: str = config("root_password", default="letme")  # expect: SEC003 "Without `root_password`, `scripts/seed.py` runs with" "`settings.root_password` is read at `scripts/seed.py:3`"


settings = Settings()
# --- scripts/seed.py
from app.config import settings

print(len(settings.root_password))
