# --- app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI, Query, WebSocket, WebSocketException

from app.users import authenticate, find

app = FastAPI()


def get_user(token: Annotated[str, Query()]) -> str:
    user = find(token)
    if user is None:
        raise WebSocketException(code=1008)
    return user


@app.websocket("/feed")  # expect: SEC067/review "`websocket /feed` (`feed`) accepts whoever connects"
async def feed(websocket: WebSocket) -> None:
    await websocket.accept()


@app.websocket("/guarded")
async def guarded(websocket: WebSocket, user: Annotated[str, Depends(get_user)]) -> None:
    await websocket.accept()


@app.websocket("/by-hand")
async def by_hand(websocket: WebSocket) -> None:
    user = find(websocket.query_params.get("token"))
    if user is None:
        await websocket.close(code=1008)
        return
    await websocket.accept()


@app.websocket("/elsewhere")
async def elsewhere(websocket: WebSocket) -> None:
    if await authenticate(websocket):
        await websocket.accept()


@app.websocket("/handed-on")
async def handed_on(websocket: WebSocket) -> None:
    await authenticate.connect(websocket)


@app.websocket("/first-message")
async def first_message(websocket: WebSocket) -> None:
    await websocket.accept()
    message = await websocket.receive_json()
    if not authenticate.verify_token(message["token"]):
        return


@app.websocket("/public/feed")
async def public_feed(websocket: WebSocket) -> None:
    await websocket.accept()


# --- app/users.py
from typing import Any

authenticate: Any = None


def find(key: str | None) -> str | None: ...
