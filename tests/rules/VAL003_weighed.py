# --- app/main.py
import os

from app import other, settings

# Weighed below, under the name that stands first.
key = os.getenv("NEW_ENCRYPTION_KEY", os.getenv("OLD_ENCRYPTION_KEY"))  # expect: VAL003/warning
if key:
    print(key)


class Client:
    def __init__(self) -> None:
        self.token: str | None = os.getenv("CLIENT_TOKEN")

    def call(self) -> None:
        headers = {"Authorization": self.token} if self.token else {}
# --- app/constants.py
import os

BILLING_API_KEY = os.environ.get("BILLING_API_KEY")  # expect: VAL003/warning
# --- app/other.py
import os

from app import constants, settings
from app.constants import BILLING_API_KEY

HAS_BILLING = BILLING_API_KEY is not None
BEARER_TOKEN = os.environ.get("BEARER_TOKEN")  # expect: VAL003/warning
assert BEARER_TOKEN is not None
# --- app/held.py
import os

from app import settings


def credentials() -> tuple:
    return (
        os.getenv("CENTRAL_USER"),  # expect: VAL003/warning
        os.getenv("CENTRAL_PASSWORD"),
    )
# --- app/storage.py
import os

from app import settings


def secret() -> str | None:
    return os.environ.get("SIGNING_SECRET")  # expect: VAL003/warning


def sign(text: str) -> str:
    key = secret()
    assert key
    return text + key


def storage() -> object:
    project = os.getenv("BUCKET_PROJECT")
    private_key = os.getenv("BUCKET_PRIVATE_KEY")
    if project:
        return connect(project, private_key)
    return None
# --- app/lacking.py
import os

from app import settings


def credentials() -> str:
    return os.getenv("PARTNER_PASSWORD")  # expect: VAL003/review
# --- app/settings.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    CENTRAL_USER: str | None = ""
    CENTRAL_PASSWORD: str | None = ""
# --- app/a.py
from app import settings
# --- app/b.py
from app import settings
