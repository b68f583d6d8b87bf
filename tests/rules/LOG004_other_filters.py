# Filters that leave the message as it is, or are never added.
import logging

from fastapi import FastAPI

app = FastAPI()
logger = logging.getLogger(__name__)


class UnusedRedactingFilter(logging.Filter):
    def filter(self, record):
        record.msg = redact(record.msg)
        return True


class NoisyFilter(logging.Filter):
    def filter(self, record):
        return "redacted" not in record.getMessage()


class ShorteningFilter(logging.Filter):
    def filter(self, record):
        record.msg = record.msg[:1000]
        return True


logger.addFilter(NoisyFilter())
logger.addFilter(ShorteningFilter())


@app.post("/login")
def login(api_key: str) -> None:
    logger.info("login with %s", api_key)  # expect: LOG004/critical
