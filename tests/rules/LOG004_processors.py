# Processors of structlog that take secrets out of events.
from dataclasses import dataclass

import structlog
from fastapi import FastAPI

from app.records import setup

app = FastAPI()
log = structlog.get_logger()
setup()


@dataclass
class Connection:
    x_api_key: str


@app.post("/login")
def login(api_key: str, missing_credentials: list[str]) -> None:
    log.info("login", api_key=api_key)  # expect: LOG004/suggestion
    log.info("login", credential_keys=sorted(missing_credentials))
    log.info("login", connection=Connection(x_api_key=api_key))  # expect: LOG004/critical
    log.info(f"login {api_key}")  # expect: LOG004/critical
    print(api_key)  # expect: LOG004/review


# --- app/records.py
import structlog

SENSITIVE = {"api_key"}


def redact(logger, method_name, event_dict):
    for key in event_dict:
        if key in SENSITIVE:
            event_dict[key] = "[redacted]"
    return event_dict


def setup() -> None:
    more = [redact] if SENSITIVE else []
    structlog.configure(processors=[structlog.processors.format_exc_info] + more)
