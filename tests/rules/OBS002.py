import os

import sentry_sdk
from fastapi import FastAPI
from sentry_sdk import init as start_tracking

from app.settings import settings

RATE = 1

sentry_sdk.init(
    dsn="https://public@sentry.example.com/1",  # expect: OBS002 "The DSN of Sentry"
    send_default_pii=True,  # expect: OBS002 "cookies"
    traces_sample_rate=1.0,  # expect: OBS002 "every request is recorded"
    profiles_sample_rate=RATE,  # expect: OBS002
    debug=True,  # expect: OBS002
    environment="production",
)
# fixed: send_default_pii=False,
start_tracking(settings.dsn)  # expect: OBS002 "neither the environment nor the release"
app = FastAPI()
sentry_sdk.init(settings.dsn, release="1")  # expect: OBS002 "after the application was made"


def good(options: dict) -> None:
    sentry_sdk.init(**options)
    sentry_sdk.init(
        dsn=os.environ["SENTRY_DSN"],
        environment=settings.environment,
        traces_sample_rate=0.1,
        send_default_pii=False,
        debug=settings.debug,
    )
    if settings.environment == "staging":
        sentry_sdk.init(settings.dsn, traces_sample_rate=1.0, environment="staging")
    sentry_sdk.init(settings.dsn, traces_sample_rate=settings.rate, release="1")
# --- app/settings.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    dsn: str
    environment: str
    rate: float
    debug: bool


settings = Settings()
# --- tests/test_x.py
import sentry_sdk

sentry_sdk.init(send_default_pii=True)
