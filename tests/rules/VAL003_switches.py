# Where a variable is missing, what needs it is off: nothing fails at the first request.
# --- app/main.py
import os

from fastapi import FastAPI

from app import providers, settings, stores, tokens

app = FastAPI()

if os.environ.get("SLACK_TOKEN") and os.environ.get("SLACK_SECRET"):  # expect: VAL003/warning
    from app import slack

if not os.environ.get("SLACK_SECRET"):
    from app import always
# --- app/settings.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    debug: bool = False
# --- app/views.py
from app.settings import Settings
# --- app/models.py
from app.settings import Settings
# --- app/rows.py
from app.settings import Settings
# --- app/store.py
from app.settings import Settings
# --- app/tokens.py
import hmac
import os

from app.settings import Settings


def start() -> None:
    if token := os.environ.get("BOT_TOKEN"):  # expect: VAL003/warning
        print(token)
    if os.environ.get("OTHER_TOKEN") and not os.environ.get("THIRD_TOKEN"):
        print(os.environ.get("OTHER_TOKEN"))
# --- app/slack.py
import os

from app.always import is_token
from app.settings import Settings

TOKEN = os.environ.get("SLACK_TOKEN")  # expect: VAL003/warning
SECRET = os.environ.get("SLACK_SECRET")
# --- app/stores.py
from app.settings import Settings


def store(kind: str) -> object:
    match kind:
        case "elastic":
            from app.elastic import Elastic

            return Elastic()
    raise ValueError(kind)
# --- app/elastic.py
import os

from app.settings import Settings

PASSWORD = os.environ.get("ELASTIC_PASSWORD")  # expect: VAL003/warning


class Elastic:
    auth = ("elastic", PASSWORD)
# --- app/always.py
import hmac
import os

from app.settings import Settings


def is_token(given: str) -> bool:
    if hmac.compare_digest(given, os.environ.get("MASTER_TOKEN")):  # expect: VAL003/review
        return True
    return False
# --- app/providers.py
import os

from app.settings import Settings


class Provider:
    env: list[str]

    def is_configured(self) -> bool:
        return all([os.environ.get(name) for name in self.env])


class Github(Provider):
    env = ["GITLAB_LOGIN_ID", "LOGIN_CLIENT_SECRET"]

    def __init__(self) -> None:
        self.client_secret = os.environ.get("LOGIN_CLIENT_SECRET")  # expect: VAL003/warning
