# --- app/main.py
import fastapi
import uvicorn
from fastapi import FastAPI
from starlette.applications import Starlette

from app.config import settings

DEBUG = True

app = FastAPI(title="Shop", debug=True)  # expect: SEC087 "`FastAPI` runs with `debug=True`"
other = fastapi.FastAPI(debug=DEBUG)  # expect: SEC087
handled = FastAPI(debug=True)  # expect: SEC087 "" "`answer_unexpected`, which is to answer them, is never called."
star = Starlette(debug=True)  # expect: SEC087
uvicorn.run("app.main:app", reload=True)  # expect: SEC087 "`uvicorn.run` runs with `reload=True`"

if settings.local:
    sub = FastAPI(debug=True)  # expect: SEC087


def start() -> None:
    uvicorn.run("app.main:app", reload=True)  # expect: SEC087


def run_dev() -> None:
    uvicorn.run("app.main:app", reload=True)


@settings.cli.command("develop")
def serve() -> None:
    uvicorn.run("app.main:app", reload=True)


@handled.exception_handler(Exception)
async def answer_unexpected(request: fastapi.Request, error: Exception) -> fastapi.Response:
    return fastapi.Response(status_code=500)


plain = FastAPI()
off = FastAPI(debug=False)
switched = FastAPI(debug=settings.debug)
uvicorn.run("app.main:app", reload=settings.reload)

if __name__ == "__main__":
    uvicorn.run("app.main:app", reload=True)
# --- tests/test_app.py
from fastapi import FastAPI

app = FastAPI(debug=True)
