# --- app/main.py
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.responses import PlainTextResponse
from fastapi.staticfiles import StaticFiles
from prometheus_client import make_asgi_app

from app.billing import billing
from app.guarded import guarded
from app.users import find


def get_user(authorization: Annotated[str, Header()]) -> str:
    user = find(authorization)
    if user is None:
        raise HTTPException(401)
    return user


class VersionedFiles(StaticFiles):
    def url(self, path: str) -> str:
        return f"{path}?v=1"


app = FastAPI(dependencies=[Depends(get_user)])


@app.get("/orders")
def orders() -> list[int]:
    return find(1)


async def legacy(request: Request) -> PlainTextResponse:
    return PlainTextResponse(find(request.path_params["name"]))


app.add_route("/legacy/{name}", legacy)  # expect: API028/review "do not run for Starlette's routes: `GET /legacy/{name}` asks nobody"
app.mount("/billing", billing)  # expect: API028 "do not run for what is mounted here: `GET /billing/invoices/{customer}`, … asks nobody"
app.mount("/guarded", guarded)
app.mount("/uploads", StaticFiles(directory="uploads"))  # expect: API028 "mounted at `/uploads`: everybody can get these files"
app.mount("/s", StaticFiles(directory="/srv/media/uploads"))  # expect: API028
app.mount("/static", StaticFiles(directory="static"))
app.mount("/", StaticFiles(directory="frontend/dist", html=True))
app.mount("/backoffice", VersionedFiles(directory=Path(__file__).parent / "static"))
app.mount("/exports", VersionedFiles(directory="exports"))  # expect: API028 "everybody can get these files"
app.mount("/internal-metrics", make_asgi_app())  # expect: API028 "has to ask itself"

# ---- nothing that refuses strangers holds for all of these
open_app = FastAPI(dependencies=[Depends(lambda: None)])
open_app.mount("/uploads", StaticFiles(directory="uploads"))

plain = FastAPI()
plain.mount("/uploads", StaticFiles(directory="uploads"))

# ---- a middleware runs for mounts, too
watched = FastAPI(dependencies=[Depends(get_user)])


@watched.middleware("http")
async def ask(request: Request, call_next):
    if find(request.headers.get("authorization")) is None:
        return PlainTextResponse("no", status_code=401)
    return await call_next(request)


watched.mount("/uploads", StaticFiles(directory="uploads"))


# --- app/billing.py
from fastapi import FastAPI

from app.users import find

billing = FastAPI()


@billing.get("/invoices/{customer}")
def invoices(customer: int) -> list[int]:
    return find(customer)


@billing.post("/invoices")
def create() -> list[int]:
    return find(3)


@billing.get("/health")
def health() -> str:
    return "up"


# --- app/guarded.py
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException

from app.users import find


def get_user(authorization: Annotated[str, Header()]) -> str:
    user = find(authorization)
    if user is None:
        raise HTTPException(401)
    return user


guarded = FastAPI(dependencies=[Depends(get_user)])


@guarded.get("/reports")
def reports() -> list[int]:
    return find(4)


# --- app/users.py
from app.store import users


def find(key):
    return users.get(key)
