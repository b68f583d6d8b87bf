# A filter of the repository that rewrites records without their secrets.
import logging
import sys

from fastapi import FastAPI

from app.records import RedactingFilter

app = FastAPI()
logger = logging.getLogger(__name__)
handler = logging.StreamHandler()
handler.addFilter(RedactingFilter())


@app.post("/login")
def login(api_key: str) -> None:
    logger.info("login with %s", api_key)  # expect: LOG004/suggestion
    print(api_key, file=sys.stderr)  # expect: LOG004/review


# --- app/records.py
import logging
import re

SECRETS = re.compile(r"sk-\w+")


def process(record):
    record.msg = SECRETS.sub("REDACTED", record.getMessage())
    record.args = None
    return True


class RedactingFilter(logging.Filter):
    def filter(self, record):
        return process(record)
