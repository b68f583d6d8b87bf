# What FastAPI shows for a 422 is changed in place.
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import validation_error_response_definition
from fastapi.responses import JSONResponse

app = FastAPI()


@app.exception_handler(RequestValidationError)
async def on_invalid(request: Request, exc: RequestValidationError) -> JSONResponse:
    return JSONResponse({"errors": exc.errors()}, status_code=422)


validation_error_response_definition["properties"] = {
    "errors": {"title": "Errors", "type": "array"},
}


@app.get("/{x}")
def read(x: int) -> int:
    return x
