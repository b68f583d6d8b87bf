from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from starlette.applications import Starlette

from app.bus import Bus

app = FastAPI()
router = APIRouter()
low = Starlette()
bus = Bus()


@app.on_event("startup")
#^^^^^^^^^^^^^^^^^^^^^^^ expect: DEP016 "`app.on_event` is deprecated"
async def connect() -> None:
    print("x")


@router.on_event("shutdown")  # expect: DEP016
def close() -> None:
    print("x")


@low.on_event("startup")  # expect: DEP016
def low_start() -> None:
    print("x")


app.add_event_handler("startup", connect)  # expect: DEP016


@bus.on_event("startup")
def on_bus() -> None:
    print("x")


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield


def create_app() -> FastAPI:
    api = FastAPI(lifespan=lifespan)

    @api.on_event("startup")  # expect: DEP016 "" "the lifespan that the application has, before"
    def start() -> None:
        print("x")

    return api
# --- app/bus.py
class Bus:
    def on_event(self, name: str):
        return lambda function: function
