# Records of DEBUG are written where that is the level that nobody has to ask for.
import logging

from fastapi import FastAPI, Request
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    log_level: str = "DEBUG"
    mode: str = "DEBUG"


settings = Settings()
logging.basicConfig(level=settings.log_level)
app = FastAPI()
logger = logging.getLogger(__name__)


@app.middleware("http")
async def log_requests(request: Request, call_next):
    logger.debug("headers %s", request.headers)  # expect: LOG006/review "All of `request.headers`"
    return await call_next(request)
