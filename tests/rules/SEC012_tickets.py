from fastapi import Depends, FastAPI, Query, Security, WebSocket
from fastapi.security import APIKeyQuery

from app.tickets import look_up, take_ticket

app = FastAPI()
acting_user = APIKeyQuery(name="acting_user", auto_error=False)
api_key = APIKeyQuery(name="api_key", auto_error=False)  # expect: SEC012


async def from_socket(websocket: WebSocket, token: str = Query(...)):
    return await take_ticket(token)


async def from_session(websocket: WebSocket, token: str = Query(...)):  # expect: SEC012/review
    return await look_up(token)


@app.websocket("/voice")
async def voice(websocket: WebSocket, user=Depends(from_socket)): ...


@app.websocket("/chat")
async def chat(websocket: WebSocket, user=Depends(from_session)): ...


@app.get("/orders")
def orders(user: str = Security(acting_user), key: str = Security(api_key)): ...


# --- app/tickets.py
async def take_ticket(token):
    return await redis().getdel("ticket:" + token)


async def look_up(token):
    return await redis().get("session:" + token)
