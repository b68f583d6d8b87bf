# Secrets of which little is left, and what only looks like one.
import logging

from fastapi import FastAPI, Request
from pydantic import BaseModel, SecretStr
from pydantic_settings import BaseSettings

app = FastAPI()
logger = logging.getLogger(__name__)
SERVICES = {"slack": 1, "airtable": 2}


class Settings(BaseSettings):
    debug: bool = False
    s3_access_key: str = ""
    s3_secret_key: SecretStr
    azure_access_key: str = ""


settings = Settings()


@app.get("/metadata/{service_key}")
def metadata(service_key: str) -> None:
    if service_key == "slack":
        return
    if service_key == "airtable":
        logger.warning("no metadata for %s", service_key)


@app.post("/login")
def login(access_token: str, local_path: str, request: Request) -> None:
    if settings.debug:
        logger.info("login with %s", access_token)  # expect: LOG004/suggestion
    if not settings.debug:
        logger.info("login with %s", access_token)  # expect: LOG004/critical
    if local_path:
        logger.info("login with %s", access_token)  # expect: LOG004/critical
    logger.debug("Token %s not found or expired", access_token)  # expect: LOG004/suggestion
    logger.debug("%s device_not_registered", access_token)  # expect: LOG004/suggestion


def store() -> None:
    logger.info("store %s", settings.s3_access_key)
    logger.info("store %s", settings.azure_access_key)  # expect: LOG004/critical


class DebugClient:
    def start(self, access_token: str) -> None:
        logger.info("started with %s", access_token)  # expect: LOG004/suggestion


class ConsoleMailer:
    def send(self, reset_token: str) -> None:
        logger.info("mail: %s", reset_token)  # expect: LOG004/suggestion


def visit(node) -> None:
    token = node.children[0]
    logger.info("visit %s", token)


def stream_of(service, profile, key) -> None:
    token = getattr(profile, "token", None)
    service.stream({"ProfileToken": token})
    logger.info("stream of %s", token)
    secret_token = getattr(profile, "secret", None)
    service.stream({"key": secret_token})
    logger.info("stream of %s", secret_token)  # expect: LOG004/review


def show_profiles(media_profiles, sessions) -> None:
    for one in media_profiles:
        logger.info("profile %s", one.token)
    for session in sessions:
        logger.info("session %s", session.token)  # expect: LOG004/review


def id_of(tokenizer, token) -> None:
    token_bytes = token.encode("utf-8")
    logger.info("no id of %s", token_bytes)


def validate(service) -> None:
    defined_secret = service.search_secrets("mail")
    logger.info("found %s", defined_secret)


def dump_redis_lock(lock, client) -> None:
    remote_token = client.get(lock.name).decode("utf-8")
    logger.info("lock of %s", remote_token)


# --- app/setup_wizard.py
from app.main import app


def offer_start(master_key: str) -> None:
    if input("Start now? ") == "y":
        print(f"export API_KEY={master_key}")
