import json
import logging
import os

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError

app = FastAPI()
logger = logging.getLogger(__name__)
SECRET = {"authorization", "cookie"}


@app.middleware("http")
async def middleware(request: Request, call_next):
    logger.info("headers %s", request.headers)  # expect: LOG006/review "`request.headers`"
    logger.info(f"headers {dict(request.headers)}")  # expect: LOG006/review
    logger.info("headers %s", request.headers.items())  # expect: LOG006/review
    logger.debug("headers %s", request.headers)  # expect: LOG006/warning
    headers = dict(request.headers)
    logger.info("headers", extra={"headers": headers})  # expect: LOG006/review
    logger.info("all %s", {k: v for k, v in request.headers.items()})  # expect: LOG006/review
    body = await request.body()
    logger.info("body %s", body)  # expect: LOG006/review "`request.body()`"
    logger.info("body %s", body.decode())  # expect: LOG006/review
    if os.environ.get("LOG_PAYLOADS") == "true":
        logger.info("all headers %s", request.headers)  # expect: LOG006/suggestion
        logger.info("all of the body %s", body)  # expect: LOG006/suggestion
    logger.info("body %s", body[:500])  # expect: LOG006/review "A part of"
    logger.info("body %s", await request.json())  # expect: LOG006/review
    for name, value in request.headers.items():
        logger.info("%s: %s", name, value)  # expect: LOG006/review
    for name, value in request.headers.items():
        if name not in SECRET:
            logger.info("%s: %s", name, value)
    logger.info("all %s", {k: v for k, v in request.headers.items() if k not in SECRET})
    logger.info("all %s", {k: "***" if k in SECRET else v for k, v in request.headers.items()})
    logger.info("all %s", redact(request.headers))
    logger.info("%d bytes from %s", len(body), request.headers.get("user-agent"))
    logger.info("names %s", list(request.headers.keys()))
    logger.info("%s %s", request.method, request.url.path)
    data = json.loads(body)
    logger.info("order %s", data["order_id"])
    return await call_next(request)


@app.middleware("http")
async def log_masked(request: Request, call_next):
    body = await request.body()
    try:
        text = mask_json(body)
    except ValueError:
        text = body.decode("utf-8", errors="ignore")
    logger.info("%s: %s", request.method, text)
    try:
        shown = json.dumps(body)
    except ValueError:
        shown = body.decode("utf-8", errors="ignore")
    logger.info("%s: %s", request.method, shown)  # expect: LOG006/review
    return await call_next(request)


def mask_json(body: bytes) -> str:
    return "{}"


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError):
    logger.warning("invalid %s", exc.body)  # expect: LOG006/review "`exc.body`"
    record(await request.json())


def record(content) -> None:
    logger.info("content %s", content)  # expect: LOG006/review


def redact(headers):
    return {}
