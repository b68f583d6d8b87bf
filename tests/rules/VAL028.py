import json

from fastapi import FastAPI, WebSocket
from pydantic import BaseModel

app = FastAPI()


class Message(BaseModel):
    topic: str


@app.websocket("/feed")
async def feed(websocket: WebSocket):
    data = await websocket.receive_json()
#                ^^^^^^^^^^^^^^^^^^^^^^^^ expect: VAL028 "`feed` takes messages apart"
    await websocket.send_text(data["topic"])


@app.websocket("/text")
async def text(socket: WebSocket):
    data = json.loads(await socket.receive_text())  # expect: VAL028
    await socket.send_text(data.get("topic"))


@app.websocket("/good")
async def good(websocket: WebSocket):
    message = Message.model_validate(await websocket.receive_json())
    await websocket.send_text(message.topic)


@app.websocket("/echo")
async def echo(websocket: WebSocket):
    await websocket.send_text(await websocket.receive_text())
