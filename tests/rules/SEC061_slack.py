# rules: SEC050
# An organization in the path that is looked up, one guard for most of the API, and the endpoints
# that Slack calls: some verify its signature, through helpers, and some do not.
# --- app/main.py
from fastapi import FastAPI

from app.api import api_router

app = FastAPI()
api = FastAPI(root_path="/api/v1")
api.include_router(api_router)
app.mount("/api/v1", app=api)

# --- app/api.py
from fastapi import APIRouter, Depends

from app.auth import get_current_user
from app.chat import router as chat_router
from app.open_chat import router as open_chat_router
from app.organizations import OrganizationSlug, get_organization_path
from app.orders import router as order_router

api_router = APIRouter()


def get_organization(organization: OrganizationSlug) -> str:
    return organization


guarded_organization_router = APIRouter(
    prefix="/{organization}", dependencies=[Depends(get_organization_path)]
)
guarded_organization_router.include_router(
    order_router, prefix="/orders", dependencies=[Depends(get_current_user)]
)
open_organization_router = APIRouter(
    prefix="/{organization}", dependencies=[Depends(get_organization_path)]
)
open_organization_router.include_router(chat_router, prefix="/events")
open_organization_router.include_router(open_chat_router, prefix="/more")

api_router.include_router(guarded_organization_router)
api_router.include_router(open_organization_router)

# --- app/organizations.py
from typing import Annotated

from fastapi import HTTPException, Path, Request

OrganizationSlug = Annotated[str, Path(pattern=r"^[\w]+(?:_[\w]+)*$", min_length=3)]


def get_organization_path(request: Request, organization: OrganizationSlug) -> str:
    if organization not in request.state.organizations:
        raise HTTPException(status_code=404, detail="Unknown organization")
    return organization

# --- app/auth.py
import jwt
from fastapi import HTTPException
from starlette.requests import Request


def get_current_user(request: Request) -> str:
    authorization = request.headers.get("Authorization")
    if not authorization:
        raise HTTPException(status_code=401)
    try:
        return jwt.decode(authorization, "key", algorithms=["HS256"])["sub"]
    except jwt.PyJWTError:
        raise HTTPException(status_code=401) from None

# --- app/orders.py
from fastapi import APIRouter

router = APIRouter()


@router.get("")
def list_orders() -> list[str]:
    return []


@router.delete("/{order_id}")
def delete_order(order_id: int) -> None: ...

# --- app/chat.py
import json
from http import HTTPStatus

from fastapi import APIRouter, Depends, HTTPException
from slack_sdk.signature import SignatureVerifier
from starlette.background import BackgroundTask
from starlette.requests import Headers, Request
from starlette.responses import JSONResponse

from app.bolt import Handler, instances_of

router = APIRouter()


async def get_body(request: Request):
    return await request.body()


def is_meant(body: bytes, headers: Headers, instance) -> bool:
    """Uses the signing secret to find out which configuration is meant."""
    verifier = SignatureVerifier(signing_secret=instance.configuration.secret.get_secret_value())

    return verifier.is_valid_request(body, headers)


def get_handler(request: Request, body: bytes, organization: str) -> Handler:
    for instance in instances_of(organization):
        if is_meant(body=body, headers=request.headers, instance=instance):
            return Handler(instance)

    raise HTTPException(
        status_code=HTTPStatus.FORBIDDEN.value, detail=[{"msg": "Invalid request signature"}]
    )


@router.post("/slack/event")
async def slack_events(request: Request, organization: str, body: bytes = Depends(get_body)):
    handler = get_handler(request=request, body=body, organization=organization)
    try:
        content = json.loads(body)
        if content.get("type") == "url_verification":
            return handler.handle(req=request, body=body)
    except json.JSONDecodeError:
        pass

    task = BackgroundTask(handler.handle, req=request, body=body)
    return JSONResponse(background=task, content=HTTPStatus.OK.phrase, status_code=HTTPStatus.OK)


@router.post("/slack/menu")
async def slack_menus(request: Request, organization: str, body: bytes = Depends(get_body)):
    handler = get_handler(request=request, body=body, organization=organization)
    return handler.handle(req=request, body=body)

# --- app/bolt.py
class Handler:
    def __init__(self, instance) -> None:
        self.instance = instance

    def handle(self, req, body): ...


def instances_of(organization: str) -> list: ...

# --- app/open_chat.py
import json

from fastapi import APIRouter, Depends, HTTPException
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request

from app.bolt import instances_of

router = APIRouter()


async def get_body(request: Request) -> bytes:
    return await request.body()


def get_instance(body: bytes, organization: str):
    for instance in instances_of(organization):
        if instance.team in body:
            return instance
    raise HTTPException(status_code=404, detail="Unknown team")


@router.post("/slack/event")  # expect: SEC061/review "checks no signature"
async def slack_events(organization: str, body: bytes = Depends(get_body)) -> str:
    instance = get_instance(body, organization)
    return instance.take(json.loads(body))


@router.post("/slack/command")  # expect: SEC061/review "checks no signature"
async def slack_commands(request: Request, organization: str) -> str:
    form = await request.form()
    return form["command"]


@router.post("/teams/events")
async def team_events(request: Request, organization: str) -> str:
    """Take events.

    Args:
        request: As it came.
        organization: From the public endpoint path.
    """
    return await run_in_threadpool(take, body=await request.body(), headers=request.headers)


def take(body: bytes, headers: Headers) -> str:
    try:
        instances_of("all")[0].authenticate(body=body, headers=headers)
    except ValueError as error:
        raise HTTPException(status_code=401) from error
    return "ok"
