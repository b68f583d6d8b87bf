# A default that needs a module takes its import along.
# --- app/settings.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    name: str = "api"


settings = Settings()
# --- app/main.py
import os
import tempfile

from fastapi import FastAPI

from app.settings import settings

app = FastAPI(title=settings.name)
FOLDER = os.environ.get("REPORTS_DIR", tempfile.gettempdir())  # expect: VAL003 "reads `REPORTS_DIR`" "tempfile.gettempdir()  # import tempfile`, and read it"
