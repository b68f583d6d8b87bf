import logging

from fastapi import APIRouter, HTTPException, status

from fastapi.responses import JSONResponse

from app.repository import load, load_all

logger = logging.getLogger(__name__)
router = APIRouter()


@router.get("/a")
def a(item_id: int) -> int:
    try:
        if item_id > 100:
            raise HTTPException(404)
        return item_id
    except Exception as e:  # expect: COD010/warning "turns the 404 that is raised in this `try` into a 500"
        raise HTTPException(500, str(e))


@router.get("/b")
async def b(item_id: int) -> dict:
    try:
        item = load(item_id)
        logger.info("loaded")
        return item
    except:  # expect: COD010 "into a result"
        return {}


@router.get("/c")
def c(item_id: int) -> dict:
    try:
        return load(item_id)
    except ValueError:
        raise HTTPException(400)
    except (TypeError, Exception) as error:  # expect: COD010 "turns the 404 that"
        logger.exception("failed")
        raise HTTPException(status.HTTP_500_INTERNAL_SERVER_ERROR) from error


@router.get("/d")
def d(item_id: int) -> dict:
    try:
        return load(item_id)
    except HTTPException:
        raise
    except Exception as error:
        raise HTTPException(500) from error


@router.get("/e")
def e(item_id: int) -> dict:
    try:
        return load(item_id)
    except Exception as error:
        if isinstance(error, HTTPException):
            raise
        raise HTTPException(500) from error


@router.get("/f")
def f(item_id: int) -> dict:
    try:
        return load(item_id)
    except Exception:
        logger.exception("failed")
        raise


@router.get("/g")
def g(item_id: int) -> dict:
    try:
        raise HTTPException(500)
    except Exception as error:
        raise HTTPException(500, "again") from error


@router.get("/h")
def h(item_id: int) -> int:
    try:
        number = int("1")
    except Exception as error:
        raise HTTPException(400) from error
    load(number)
    return number


def best_effort(item_id: int) -> dict | None:
    try:
        return load(item_id)
    except Exception:
        logger.exception("went on without it")


def must_have(item_id: int) -> dict:
    try:
        return load(item_id)
    except Exception as error:  # expect: COD010 "into a 503"
        logger.error("failed: %s", error)
        raise HTTPException(503, detail=f"failed: {error}") from error


@router.get("/j")
def j(item_id: int) -> int:
    try:
        load(item_id)
    except Exception:
        logger.exception("went on without it")
    return 1


@router.get("/n")
def n(item_id: int) -> None:
    if item_id:
        try:
            load(item_id)
        except Exception:  # expect: COD010 "into nothing"
            logger.exception("answered 200")


@router.get("/o")
def o(item_id: int):
    try:
        return load(item_id)
    except Exception as error:  # expect: COD010 "into a 400"
        return JSONResponse({"detail": "no"}, status_code=400)


def translated(item_id: int) -> dict:
    try:
        return load(item_id)
    except Exception as error:
        raise LookupError(item_id) from error


def answer(error: Exception) -> HTTPException:
    return HTTPException(getattr(error, "status_code", 500))


@router.get("/k")
def k(item_id: int) -> dict:
    try:
        return load(item_id)
    except Exception as error:
        raise answer(error) from error


@router.get("/l")
def l(item_id: int) -> dict:
    try:
        return load(item_id)
    except Exception as error:
        raise HTTPException(getattr(error, "status_code", 500)) from error


@router.websocket("/m")
async def m(socket, item_id: int) -> None:
    try:
        load(item_id)
    except Exception:
        await socket.close()


@router.get("/i")
def i(item_id: int) -> dict:
    try:
        try:
            return load(item_id)
        except HTTPException:
            return {}
    except Exception as error:
        raise HTTPException(500) from error


@router.get("/n")
def n(item_id: int) -> dict:
    try:
        return load_all(item_id)
    except Exception as error:  # expect: COD010/warning "turns the 404, 503 that is raised in this `try` into a 400"
        return JSONResponse(status_code=status.HTTP_400_BAD_REQUEST, content={"detail": str(error)})


@router.get("/o")
def o(item_id: int) -> dict:
    try:
        return load(item_id)
    except Exception as error:  # expect: COD010/suggestion "turns the 404 that is raised in this `try` into a 400"
        return JSONResponse({"detail": str(error)}, 400)


@router.get("/p")
def p(item_id: int) -> dict:
    try:
        return load(item_id)
    except Exception as error:
        return JSONResponse(status_code=404, content={"detail": str(error)})


@router.get("/q")
def q(item_id: int) -> dict:
    try:
        return load(item_id)
    except Exception:
        # No such item (HTTPException), or a broken one: the page says so itself.
        return {}


@router.get("/r")
def r(item_id: int) -> dict:
    try:
        return load(item_id)
    except Exception:  # expect: COD010
        # Nothing to show.
        return {}
# --- app/repository.py
from fastapi import HTTPException

from app.errors import NotFound


def load(item_id: int) -> dict:
    return check(item_id)


def check(item_id: int) -> dict:
    if item_id > 100:
        raise NotFound(item_id)
    return {"id": item_id}


def load_all(item_id: int) -> dict:
    if item_id == 1:
        raise HTTPException(400)
    if item_id == 2:
        raise HTTPException(503)
    return load(item_id)
# --- app/errors.py
from fastapi import HTTPException


class NotFound(HTTPException):
    def __init__(self, item_id: int) -> None:
        super().__init__(status_code=404, detail=f"no {item_id}")
