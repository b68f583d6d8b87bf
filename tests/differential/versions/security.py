"""Security schemes alone and together."""
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Security
from fastapi.security import (
    APIKeyCookie, APIKeyHeader, APIKeyQuery, HTTPBasic, HTTPBearer, HTTPDigest, OAuth2AuthorizationCodeBearer,
    OAuth2PasswordBearer, OAuth2PasswordRequestForm, OpenIdConnect, SecurityScopes,
)

password = OAuth2PasswordBearer(tokenUrl="token", scopes={"me": "Read me.", "items": "Read items."})
code = OAuth2AuthorizationCodeBearer(authorizationUrl="/authorize", tokenUrl="/token", refreshUrl="/refresh")
key = APIKeyHeader(name="X-Key", description="A key.")
other_key = APIKeyHeader(name="X-Other")
bearer = HTTPBearer(auto_error=False)


def user(scopes: SecurityScopes, token: str = Depends(password)):
    return token


def active(current: Annotated[str, Security(user, scopes=["me"])]):
    return current


app = FastAPI(dependencies=[Depends(APIKeyQuery(name="q"))])
router = APIRouter(prefix="/r", dependencies=[Depends(key)])


@app.post("/token")
def token(form: Annotated[OAuth2PasswordRequestForm, Depends()]):
    return form


@app.get("/me")
def me(current: str = Security(active, scopes=["items"])):
    return current


@app.get("/twice")
def twice(a: str = Security(user, scopes=["me"]), b: str = Security(user, scopes=["items"])):
    return a


@app.get("/code")
def with_code(token: str = Depends(code), basic: str = Depends(HTTPBasic()), digest: str = Depends(HTTPDigest())):
    return token


@router.get("/keys")
def keys(a: str = Depends(other_key), b: str = Depends(APIKeyCookie(name="c")), c: str = Depends(bearer)):
    return a


@router.get("/oidc")
def oidc(a: str = Depends(OpenIdConnect(openIdConnectUrl="/.well-known/openid", scheme_name="oidc"))):
    return a


app.include_router(router, tags=["r"])
