# Handlers that take HTTPException: some replace the detail, so that nobody reads it.
# --- app/main.py
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

from app.routes import router
from app.settings import settings

app = FastAPI()
app.include_router(router)
GENERIC = "Something went wrong."


def build(status: int, message: str) -> JSONResponse:
    return JSONResponse({"error": {"message": message}}, status_code=status)


def on_http_error(request: Request, exc: HTTPException) -> JSONResponse:
    sanitize = exc.status_code == 500
    if isinstance(exc.detail, dict):
        return JSONResponse({"detail": exc.detail}, status_code=exc.status_code)
    detail = exc.detail if isinstance(exc.detail, str) else str(exc.detail)
    if exc.status_code >= 500:
        print(detail)
    if sanitize:
        detail = GENERIC
    return build(exc.status_code, detail)


app.add_exception_handler(HTTPException, on_http_error)
# --- app/routes.py
from fastapi import APIRouter, HTTPException

router = APIRouter()


@router.get("/orders")
def orders() -> dict:
    try:
        return find()
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e)) from e


@router.get("/items")
def items() -> dict:
    try:
        return find()
    except Exception as e:
        raise HTTPException(500, f"Failed: {e}") from e


@router.get("/things")
def things() -> dict:
    try:
        return find()
    except Exception as e:
        raise HTTPException(status_code=503, detail=str(e)) from e  # expect: SEC088/critical


@router.get("/parts")
def parts() -> dict:
    try:
        return find()
    except Exception as e:
        raise HTTPException(500, {"error": str(e)}) from e  # expect: SEC088/critical


def deep() -> None:
    try:
        find()
    except Exception as e:
        raise HTTPException(status_code=500, detail="Broken: " + str(e)) from e
