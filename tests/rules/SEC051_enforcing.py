# rules: SEC050
# Dependencies that refuse strangers in roundabout ways, and some that do not.
# --- app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.responses import Response

from app.deps import (
    Guard,
    GuardContext,
    PermissionDependency,
    IsAdmin,
    always_refused,
    checked_by_provider,
    combined,
    current_user,
    half_checked,
)

app = FastAPI()


@app.get("/by-state", dependencies=[Depends(current_user)])
def by_state() -> list[str]:
    return load()


@app.get("/enforced/{project}", dependencies=[Depends(Guard(enforce=True))])
def enforced(project: str) -> list[str]:
    return load(project)


@app.get("/later/{project}")
async def later(
    project: str, guard: Annotated[GuardContext, Depends(Guard(enforce=False))]
) -> list[str]:
    await guard.enforce()
    return load(project)


@app.get("/unused/{project}", dependencies=[Depends(Guard(enforce=False))])
async def unused(project: str) -> list[str]:
    return load(project)


@app.get("/combined/{name}", dependencies=[Depends(combined("abc"))])
def by_factory(name: str) -> list[str]:
    return load(name)


@app.get("/permissions/{name}", dependencies=[Depends(PermissionDependency([IsAdmin]))])
def by_permissions(name: str) -> list[str]:
    return load(name)


@app.get("/forbidden/{name}", dependencies=[Depends(always_refused)])
def forbidden(name: str) -> list[str]:
    return load(name)


@app.get("/provider/{name}", dependencies=[Depends(checked_by_provider)])
def by_provider(name: str) -> list[str]:
    return load(name)


@app.get("/half/{name}", dependencies=[Depends(half_checked)])
def half(name: str) -> list[str]:
    return load(name)


# --- app/deps.py
from typing import Optional

from fastapi import HTTPException, Request, Security
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer
from fastapi.security.base import SecurityBase

from app.errors import DomainError
from app.provider import provider, whitelisted

bearer = HTTPBearer(auto_error=False)


async def current_user(
    request: Request, token: Optional[HTTPAuthorizationCredentials] = Security(bearer)
):
    if hasattr(request.state, "user"):
        return getattr(request.state, "user")
    user = None
    if token:
        user = await provider.user_of(token.credentials)
    if user:
        return user
    raise HTTPException(401)


class GuardContext:
    def __init__(self, project: str, token: Optional[str]):
        self._token = token

    async def enforce(self) -> None:
        if self._token is None or not await provider.is_member(self._token):
            raise DomainError("no", 403)


class Guard:
    def __init__(self, enforce: bool):
        self._enforce = enforce

    async def __call__(  # expect: SEC051/review
        self, project: str, token: Optional[HTTPAuthorizationCredentials] = Security(bearer)
    ) -> GuardContext:
        context = GuardContext(project, token=token.credentials if token is not None else None)
        if self._enforce:
            await context.enforce()
        return context


def combined(api_key: Optional[str] = None):
    configured = bool(api_key)
    header = APIKeyHeader(name="X-API-Key", auto_error=False) if configured else None

    async def dependency(
        request: Request,
        token=Security(bearer),
        key: Optional[str] = None if header is None else Security(header),
    ):
        if whitelisted(request.scope):
            return
        if not configured:
            return
        if configured and key and key == api_key:
            return
        raise HTTPException(403)

    return dependency


class IsAdmin:
    async def has_permission(self, request: Request) -> bool: ...


class PermissionDependency(SecurityBase):
    def __init__(self, permissions):
        self.permissions = permissions
        self.scheme_name = self.__class__.__name__

    async def __call__(self, request: Request):
        for permission in self.permissions:
            one = permission()
            if not await one.has_permission(request=request):
                raise DomainError("no", 401)


def always_refused() -> None:
    raise HTTPException(403)


async def checked_by_provider(request: Request) -> None:
    try:
        await provider.authenticate(request)
    except Exception as error:
        raise HTTPException(401) from error


async def half_checked(token=Security(bearer)):  # expect: SEC051/review
    try:
        await provider.look_at(token)
    except Exception as error:
        raise HTTPException(500) from error

# --- app/errors.py
class DomainError(Exception):
    def __init__(self, text: str, status: int) -> None:
        self.status = status

# --- app/provider.py
from typing import Any

provider: Any = load_provider()


def whitelisted(scope) -> bool:
    return scope["path"] in load_whitelist()

# --- app/server.py
from anyio import to_thread
from fastapi import APIRouter, FastAPI, Request


class Server:
    def __init__(self) -> None:
        self.app = FastAPI()
        self.router = APIRouter()
        self.provider = load_provider()
        self.router.add_api_route("/tenants/{name}", self.delete_tenant, methods=["DELETE"])
        self.router.add_api_route("/names/{name}", self.delete_name, methods=["DELETE"])  # expect: SEC050/review
        self.app.include_router(self.router)

    async def auth_request(self, headers, action: str) -> None:
        return await to_thread.run_sync(self.sync_auth_request, *(headers, action))

    def sync_auth_request(self, headers, action: str) -> None:
        if not self.provider:
            return
        self.provider.authenticate_or_raise(dict(headers))

    async def delete_tenant(self, request: Request, name: str) -> None:
        await self.auth_request(request.headers, "delete")
        drop(name)

    async def delete_name(self, request: Request, name: str) -> None:
        drop(name)
