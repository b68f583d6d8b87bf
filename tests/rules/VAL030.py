# config: trusted-headers = ["X-Forwarded-Email"]
# --- app/main.py
import logging
from typing import Annotated

from fastapi import FastAPI, Header, Request

app = FastAPI()
logger = logging.getLogger(__name__)


@app.get("/orders")
def orders(request: Request):
    return request.headers["X-User-Id"]
#                          ^^^^^^^^^^^ expect: VAL030/review "`X-User-Id` is believed to say who sends the request"


@app.get("/role")
def role(request: Request):
    return request.headers.get("x-user-role", "")  # expect: VAL030


@app.get("/header")
def header(x_forwarded_user: Annotated[str, Header()]):  # expect: VAL030 "`x-forwarded-user`"
    return x_forwarded_user


@app.get("/alias")
def alias(user: str = Header(alias="X-User-Email")):  # expect: VAL030
    return user


def rate_limit_key(request: Request) -> str:
    return request.headers.get("X-Forwarded-For", "")  # expect: VAL030 "`X-Forwarded-For` decides in `rate_limit_key`"


@app.middleware("http")
async def access_log(request: Request, call_next):
    logger.info("from %s", request.headers.get("X-Forwarded-For"))
    response = await call_next(request)
    response.headers["X-User-Id"] = "1"
    return response


@app.get("/trusted")
def trusted(request: Request):
    return request.headers.get("X-Forwarded-Email")


@app.get("/others")
def others(request: Request, x_request_id: Annotated[str, Header()]):
    return call("https://example.com", headers={"X-User-Id": "1"}), request.headers["X-Request-Id"]
