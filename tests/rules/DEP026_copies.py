# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port $PORT
# --- main.py
from fastapi import FastAPI, WebSocket

from store import save

app = FastAPI()
history: list = []
done: set = set()
_local_modes: dict = {}


def _persist_entry(entry: dict) -> None:
    save(entry)


@app.post("/runs")
def run() -> None:
    entry = {"id": 1}
    history.append(entry)
    _persist_entry(entry)


class Migration:
    def ensure(self) -> None:
        key = (type(self).__name__, 1)
        done.add(key)


@app.post("/migrations")
def migrate() -> None:
    Migration().ensure()


@app.post("/modes")
def mode(name: str) -> None:
    _local_modes[name] = "on"


class Rooms:
    def __init__(self) -> None:
        self.rooms: dict[str, list[WebSocket]] = {}

    def enter(self, websocket: WebSocket, room: str) -> None:
        self.rooms[room].append(websocket)  # expect: DEP026 "`self.rooms[room]`"

    def leave(self, websocket: WebSocket, room: str) -> None:
        self.rooms[room].remove(websocket)


rooms = Rooms()


@app.websocket("/ws")
async def talk(websocket: WebSocket) -> None:
    stale: list[WebSocket] = []
    rooms.enter(websocket, "a")
    try:
        await websocket.receive_text()
    except RuntimeError:
        stale.append(websocket)
    for one in stale:
        rooms.leave(one, "a")


times: list = []


def timed(function):
    times.append((function.__qualname__, 1))
    return function


@app.post("/timed")
@timed
def timed_endpoint() -> None:
    timed(run)
