# --- app/main.py
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI, Header, HTTPException, Query, WebSocket
from fastapi.security import APIKeyHeader, APIKeyQuery

from app.settings import settings

app = FastAPI()
by_query = APIKeyQuery(name="key")  # expect: SEC012/review "The API key is accepted in the URL"
by_header = APIKeyHeader(name="X-API-Key")


@app.get("/a")
def a(key: str = Depends(by_query)) -> None: ...


@app.get("/b")
def b(key: str = Depends(by_header)) -> None: ...


def check_key(api_key: Annotated[str | None, Query()] = None) -> None: ...  # expect: SEC012/review "`api_key` is sent in the query"


def current_user(credentials: Annotated[str, Depends(by_header)]) -> str:
    user = find_user(credentials)
    if user is None:
        raise HTTPException(401)
    return user


@app.get("/c", dependencies=[Depends(check_key)])
def c(password: str) -> None: ...  # expect: SEC012/review


@app.get("/d/{access_token}")
def d(access_token: str) -> None: ...  # expect: SEC012/review "in the path"


@app.get("/sub/{token}")
def subscription(token: str) -> None: ...


@app.websocket("/ws")
async def ws(websocket: WebSocket, token: str) -> None: ...  # expect: SEC012/review


@app.get("/files/{file_id}/data")
def data(file_id: str, token: str) -> str:
    check_link(token, file_id=file_id)
    return load(file_id)


@app.get("/papers/{slug}/zip")
def zipped(slug: str, token: str) -> str:
    meant = read_link(token)
    if meant != slug:
        raise HTTPException(400)
    return load(meant)


@app.get("/papers/{slug}/text")
def text(slug: str, token: str) -> str:  # expect: SEC012/review
    user = find_user(token)
    if user is None:
        raise HTTPException(401)
    return load(slug)


@app.websocket("/ws/{room}")
async def room_ws(
    websocket: WebSocket,
    room: str,
    apikey: str | None = None,  # expect: SEC012/review "`apikey` and `token` are sent in the query"
    token: str | None = None,
) -> None: ...


@app.post("/messages/{number}")
def message(
    number: str,
    token: Annotated[str | None, Query()] = None,
    signature: Annotated[str | None, Header(alias="X-Twilio-Signature")] = None,
) -> None: ...


@app.get("/spend")
def spend(user: Annotated[str, Depends(current_user)], api_key: str | None = None) -> list[str]:
    return load(api_key)


@app.get("/exports")
def exports(api_key: str | None = None) -> list[str]:  # expect: SEC012/review
    if api_key != settings.api_key:
        raise HTTPException(401)
    return load(api_key)


@app.put("/provider-key")
def set_provider_key(provider_api_key: str, user: Annotated[str, Depends(current_user)]) -> None:  # expect: SEC012/review
    store(user, provider_api_key)


@app.delete("/token")
def delete_token(token: str) -> None: ...


@app.delete("/items")
def delete_item(token: str) -> None: ...  # expect: SEC012/review


@app.get("/reset-password/{token}")
def reset(token: str) -> None: ...


@app.get("/oauth/callback")
def callback(code: str, state: str, token: str) -> None: ...


@app.get("/e")
def e(next_page_token: str, max_tokens: int, token: Annotated[str, Header()]) -> None:
    httpx.get(f"https://maps.example.com/geo?q=1&key={settings.maps_api_key}")  # expect: SEC012/warning "The URL holds the secret"
    httpx.get(f"/geo?token={token}")  # expect: SEC012/warning
    # People follow the first; the second is what OAuth 1.0a says.
    send(f"https://{settings.domain}/invite?token={token}")
    httpx.post(f"https://api.example.com/oauth/access_token?oauth_token={token}")
    httpx.post(f"https://api.example.com/oauth?client_secret={settings.client_secret}")  # expect: SEC012/warning
    httpx.get(f"https://maps.example.com/geo?q={token}")
    url = f"https://api.example.com/1/boards?key={settings.api_key}&token={settings.api_token}"  # expect: SEC012/warning "`settings.api_key` and `settings.api_token`"
    print(url)
    httpx.get("https://maps.example.com/geo", headers={"X-Key": settings.maps_api_key})
    httpx.get(f"https://maps.example.com/geo?page_token={next_page_token}")
    print(f"&token={token}")

# --- app/elsewhere.py
from fastapi import APIRouter, Depends

from app.auth import verify_api_key

router = APIRouter()


@router.get("/activity", dependencies=[Depends(verify_api_key)])
def activity(api_key: str | None = None) -> list[str]:
    return load(api_key)


# --- app/auth.py
def verify_api_key() -> None: ...
