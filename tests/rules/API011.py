from fastapi import FastAPI, Request, status
from fastapi.encoders import jsonable_encoder
from fastapi.exception_handlers import request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

app = FastAPI()
shaped = FastAPI()
delegating = FastAPI()
same = FastAPI()
documented = FastAPI(responses={422: {"description": "Not valid"}})


@app.exception_handler(RequestValidationError)
async def on_app(request: Request, exc: RequestValidationError) -> JSONResponse:  # expect: API011 "`on_app` answers requests that are not valid with a 400"
    return JSONResponse({"detail": "no"}, status_code=status.HTTP_400_BAD_REQUEST)


async def on_shaped(request: Request, exc: RequestValidationError) -> JSONResponse:  # expect: API011 "with another body"
    return JSONResponse(status_code=422, content=jsonable_encoder({"errors": exc.errors()}))


shaped.add_exception_handler(RequestValidationError, on_shaped)


@delegating.exception_handler(RequestValidationError)
async def on_delegating(request: Request, exc: RequestValidationError) -> JSONResponse:
    print("invalid")
    return await request_validation_exception_handler(request, exc)


@same.exception_handler(RequestValidationError)
async def on_same(request: Request, exc: RequestValidationError) -> JSONResponse:
    return JSONResponse(status_code=422, content={"detail": exc.errors(), "body": exc.body})


@documented.exception_handler(RequestValidationError)
async def on_documented(request: Request, exc: RequestValidationError) -> JSONResponse:
    return JSONResponse({"message": "no"}, status_code=422)


@app.get("/{x}")
@shaped.get("/{x}")
@delegating.get("/{x}")
@same.get("/{x}")
@documented.get("/{x}")
def read(x: int) -> int:
    return x
