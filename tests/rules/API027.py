from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import PlainTextResponse
from starlette.applications import Starlette

from app.base import BaseRouter

app = FastAPI()
router = APIRouter()
low = Starlette()
own = BaseRouter()


@app.route("/orders", methods=["POST"])
#^^^^^^^^^ expect: API027 "`app.route` registers a plain Starlette route"
# fixed: @app.api_route("/orders", methods=["POST"])
async def create(request: Request) -> PlainTextResponse:
    return PlainTextResponse("x")


@router.route("/untyped")  # expect: API027
def untyped(request):
    return PlainTextResponse("x")


@own.route("/own")  # expect: API027
def by_own(request: Request) -> PlainTextResponse:
    return PlainTextResponse("x")


app.add_route("/added", untyped)  # expect: API027 "`app.add_route`"


@app.route("/robots.txt", include_in_schema=False)
def robots(request: Request) -> PlainTextResponse:
    return PlainTextResponse("x")


@low.route("/low")
def plain(request: Request) -> PlainTextResponse:
    return PlainTextResponse("x")


@app.get("/good")
def good() -> str:
    return "x"


app.add_api_route("/good2", good)
# --- app/base.py
from fastapi import APIRouter


class BaseRouter(APIRouter):
    pass
# --- app/web.py
from flask import Flask

app = Flask(__name__)


@app.route("/")
def index():
    return "x"
# --- app/factory.py
from fastapi import FastAPI


def make() -> FastAPI:
    api = FastAPI()

    @api.route("/x")  # expect: API027
    def x(request):
        return None

    return api
