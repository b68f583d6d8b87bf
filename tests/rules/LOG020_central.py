# Refusals are logged by the handler of all HTTP errors.
import logging

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

from app.users import check_password

logger = logging.getLogger(__name__)
app = FastAPI()


@app.exception_handler(HTTPException)
async def log_refusal(request: Request, error: HTTPException) -> JSONResponse:
    logger.warning("refused: %s %s", request.url.path, error.status_code)
    return JSONResponse({"detail": error.detail}, error.status_code)


@app.post("/login")
def login(name: str, password: str) -> str:
    if not check_password(name, password):
        raise HTTPException(401)
    return name
