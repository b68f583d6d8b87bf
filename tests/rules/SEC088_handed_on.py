# Handlers that take HTTPException and tell its detail all the same, and those that never take it:
# Starlette gives the handlers for 500 and Exception what nobody else took.
# --- app/main.py
from fastapi import FastAPI, HTTPException, Request
from fastapi.exception_handlers import http_exception_handler
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as StarletteHTTPException

app = FastAPI()


@app.exception_handler(StarletteHTTPException)
async def on_http_error(request: Request, error: StarletteHTTPException):
    body = {"status": error.status_code}
    if error.status_code < 500:
        return await http_exception_handler(request, error)
    try:
        body["detail"] = error.detail
    finally:
        print("answered")
    return JSONResponse(body, status_code=error.status_code)


@app.get("/orders")
def orders() -> dict:
    try:
        return find()
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e)) from e  # expect: SEC088/critical


@app.get("/items")
def items() -> dict:
    try:
        return find()
    except Exception as e:
        raise HTTPException(status_code=400, detail=str(e)) from e  # expect: SEC088/critical


hidden = FastAPI()
app.mount("/hidden", hidden)


@hidden.exception_handler(StarletteHTTPException)
async def hide(request: Request, error: StarletteHTTPException):
    status = error.status_code
    shown = error.detail if status in (400, 404) else "Internal server error"
    return JSONResponse({"detail": shown}, status_code=status)


@hidden.exception_handler(502)
async def gateway(request: Request, error: StarletteHTTPException):
    return JSONResponse({"detail": error.detail}, status_code=502)


@hidden.get("/orders")
def hidden_orders() -> dict:
    try:
        return find()
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e)) from e


@hidden.get("/items")
def hidden_items() -> dict:
    try:
        return find()
    except Exception as e:
        raise HTTPException(status_code=404, detail=str(e)) from e  # expect: SEC088/critical


@hidden.get("/things")
def hidden_things() -> dict:
    try:
        return find()
    except Exception as e:
        raise HTTPException(status_code=502, detail=str(e)) from e  # expect: SEC088/critical


late = FastAPI()
app.mount("/late", late)


@late.exception_handler(500)
@late.exception_handler(Exception)
async def unhandled(request: Request, error: Exception):
    return JSONResponse({"detail": "Internal server error"}, status_code=500)


@late.get("/orders")
def late_orders() -> dict:
    try:
        return find()
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e)) from e  # expect: SEC088/critical
