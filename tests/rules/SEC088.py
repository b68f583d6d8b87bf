# --- app/main.py
import json
import logging
import sys
import traceback
import zipfile

import httpx
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi_jwt_auth.exceptions import AuthJWTException
from shared.policy import IdentityPolicyUnavailableError
from shared.providers import ProviderError, status_for

from app.errors import Conflict, ServiceError, UnknownOrder
from app.settings import settings

logger = logging.getLogger(__name__)
app = FastAPI()


@app.post("/orders")
async def create(name: str) -> dict:
    try:
        insert(name)
    except HTTPException as e:
        raise HTTPException(e.status_code, detail=e.detail)
    except UnknownOrder as e:
        raise HTTPException(404, str(e)) from e
    except Conflict as e:
        raise HTTPException(status_code=500, detail=str(e)) from e  # expect: SEC088/review
        # fixed: raise HTTPException(status_code=500, detail="Internal server error") from e
    except ValueError as e:
        raise HTTPException(status_code=400, detail=f"Invalid: {e}")
    except TypeError as e:
        raise HTTPException(status_code=400, detail=f"Invalid: {e}")  # expect: SEC088/review
        # fixed: raise HTTPException(status_code=400, detail="Invalid request")
    except (KeyError, httpx.HTTPError) as e:
        raise HTTPException(status_code=502, detail="Upstream: " + str(e))  # expect: SEC088/review
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e))  # expect: SEC088/critical "The client is told"
        # fixed: logger.exception("create failed")
    return {}


@app.post("/numbers")
async def numbers(text: str) -> dict:
    try:
        return {"number": convert(text)}
    except (ValueError, TypeError) as e:
        raise HTTPException(400, detail=f"No number: {e}") from e


@app.post("/documents")
async def documents(text: str) -> dict:
    try:
        return json.loads(text)
    except json.JSONDecodeError as e:
        raise HTTPException(422, detail=f"No JSON: {e.msg}") from e


@app.get("/orders")
async def orders() -> dict:
    try:
        return load()
    except Exception as error:
        logger.exception("no orders")
        message = "Failed: %s" % error
        raise ServiceError(message) from error  # expect: SEC088/critical
        # fixed: raise ServiceError("Internal server error") from error


@app.get("/files")
def files() -> dict:
    try:
        return load()
    except OSError as e:
        raise HTTPException(400, detail=e.strerror) from e
    except zipfile.BadZipFile as e:
        raise HTTPException(502, detail=f"No archive: {e}") from e
    except NotImplementedError as e:
        raise HTTPException(501, detail=str(e)) from e
    except IdentityPolicyUnavailableError as e:
        raise HTTPException(503, detail=str(e)) from e


@app.get("/chosen")
def chosen() -> dict:
    try:
        return load()
    except Exception as e:
        if "already exists" in str(e):
            raise HTTPException(409, detail=str(e)) from e  # expect: SEC088/review
        else:
            raise HTTPException(400, detail=str(e)) from e  # expect: SEC088/critical


def sell(name: str) -> None:
    if not name:
        raise Exception(f"Sold out: '{name}'")
    if name == "all":
        raise Exception("We are closed.")
    try:
        load()
    except Exception as e:
        raise Exception(f"Cannot sell: {e}") from e


@app.get("/sold")
def sold(name: str) -> None:
    try:
        sell(name)
    except Exception as e:
        if "sold out" in str(e).lower() or "closed" in str(e):
            raise HTTPException(409, detail=str(e)) from e
        if "cannot sell" in str(e).lower():
            raise HTTPException(409, detail=str(e)) from e  # expect: SEC088/review
        if "sold out" in str(e).lower() or "unique" in str(e).lower():
            raise HTTPException(409, detail=str(e)) from e  # expect: SEC088/review
        if "sold out" in str(e).lower():
            raise HTTPException(500, detail=str(e)) from e  # expect: SEC088/review
        raise HTTPException(400, detail=str(e)) from e  # expect: SEC088/critical


@app.get("/otherwise")
def otherwise() -> dict:
    try:
        return load()
    except Exception as e:
        if isinstance(e, OverflowError):
            raise HTTPException(400, detail=str(e)) from e
        elif load():
            raise HTTPException(400, detail=str(e)) from e  # expect: SEC088/critical


@app.post("/pushed")
async def pushed(request: Request) -> dict:
    _verify_signature(await request.body(), request.headers["x-signature"])
    try:
        return load()
    except Exception as e:
        raise HTTPException(500, detail=str(e)) from e  # expect: SEC088/warning


@app.get("/twice")
def twice() -> dict:
    try:
        return load()
    except OSError as e:
        try:
            return load_copy()
        except OSError as e:
            raise HTTPException(400, detail=str(e)) from e  # expect: SEC088/review


@app.exception_handler(AuthJWTException)
def refused(request: Request, exc: AuthJWTException) -> JSONResponse:
    return JSONResponse(status_code=exc.status_code, content={"detail": exc.message})


@app.get("/report")
def report() -> dict:
    try:
        return load()
    except Exception as e:
        return {"ok": False, "error": repr(e)}  # expect: SEC088/critical "The response holds"


@app.get("/trace")
def trace() -> JSONResponse:
    try:
        return load()
    except Exception:
        return JSONResponse({"trace": traceback.format_exc()}, status_code=500)  # expect: SEC088/critical


@app.get("/apart")
def apart() -> dict:
    try:
        return load()
    except ProviderError as e:
        logger.exception("refused: %s", e.message)
        raise HTTPException(status_for(e), detail=e.message) from e  # expect: SEC088/warning
    except Exception as e:
        raise HTTPException(500, detail="Something went wrong.") from e


@app.get("/not_apart")
def not_apart() -> dict:
    try:
        return load()
    except ProviderError as e:
        raise HTTPException(status_for(e), detail=e.message) from e  # expect: SEC088/review
    except Exception as e:
        raise HTTPException(500, detail=str(e)) from e  # expect: SEC088/critical


@app.get("/text_of_library")
def text_of_library() -> dict:
    try:
        return load()
    except ProviderError as e:
        raise HTTPException(status_for(e), detail=str(e)) from e  # expect: SEC088/review
    except Exception as e:
        raise HTTPException(500, detail="Something went wrong.") from e


@app.get("/clean")
def clean() -> JSONResponse:
    try:
        return load()
    except httpx.HTTPStatusError as e:
        raise HTTPException(e.response.status_code, "Upstream failed") from e
    except OSError as e:
        logger.error("%s: %s", type(e).__name__, e)
        raise HTTPException(503, detail=type(e).__name__) from e
    except Exception as e:
        if settings.debug:
            raise HTTPException(500, detail=str(e)) from e
        if isinstance(e, UnicodeError):
            raise HTTPException(400, detail=str(e)) from e
        if isinstance(e, TimeoutError):
            raise HTTPException(504, detail=str(e)) from e  # expect: SEC088/review
        raise HTTPException(500, detail=describe(e), headers={"X-Error": str(e.errno)}) from e


@app.exception_handler(Exception)
async def last_resort(request: Request, exc: Exception) -> JSONResponse:
    return JSONResponse(status_code=500, content={"detail": str(exc)})  # expect: SEC088/critical


@app.exception_handler(UnknownOrder)
async def unknown(request: Request, exc: UnknownOrder) -> JSONResponse:
    return JSONResponse(status_code=404, content={"detail": str(exc)})


@app.exception_handler(ValueError)
async def invalid(request: Request, exc: ValueError) -> PlainTextResponse:
    return PlainTextResponse(f"Invalid: {exc}", 400)


@app.exception_handler(httpx.HTTPError)
async def upstream(request: Request, exc: httpx.HTTPError) -> PlainTextResponse:
    return PlainTextResponse(f"Upstream: {exc}", 502)  # expect: SEC088/review


def helper() -> dict:
    # No endpoint: who calls it decides.
    try:
        return load()
    except Exception as e:
        return {"error": str(e)}


if __name__ == "__main__":
    try:
        helper()
    except Exception as e:
        sys.exit(str(e))
# --- app/errors.py
from fastapi import HTTPException


class UnknownOrder(Exception):
    """Written for the client."""


class Conflict(Exception): ...


class ServiceError(HTTPException):
    def __init__(self, message: str) -> None:
        super().__init__(500, message)
