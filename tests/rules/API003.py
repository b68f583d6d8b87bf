# rules: DOC003
from fastapi import APIRouter, FastAPI, WebSocket

from app.views import described

app = FastAPI()
router = APIRouter(prefix="/items")
OPTIONS = {"summary": "Made elsewhere"}


@app.get("/a")
def a() -> int:  # expect: API003 "`GET /a` (`a`) has no description"
    return 1


@router.get("/{item_id}")
async def read(item_id: int) -> int:  # expect: API003 "`GET /v1/items/{item_id}` (`read`)"
    return item_id


@app.api_route("/b", methods=["GET", "POST"], description="")
def b() -> int:  # expect: API003 "GET,POST /b"
    return 1


def c() -> int:  # expect: API003, DOC003
    return 1


app.add_api_route("/c", c)


@app.get("/d")
def d() -> int:
    """Gives one."""
    return 1


@app.get("/e", description="Gives one.")
def e() -> int:
    return 1


@app.get("/f", include_in_schema=False)
def f() -> int:  # expect: DOC003
    return 1


@app.get("/g", **OPTIONS)
def g() -> int:
    return 1


@app.head("/h")
def h() -> None:  # expect: DOC003
    return None


@app.websocket("/i")
async def i(socket: WebSocket) -> None:  # expect: DOC003
    await socket.accept()


@app.get("/health")
def health() -> dict[str, str]:  # expect: API003/suggestion "`GET /health` (`health`)"
    return {"status": "ok"}


# ---- the text is there, below the first statement
@app.get("/displaced")
def displaced(kind: str) -> str:  # expect: API003 "`GET /displaced` (`displaced`) has no description"
    wanted = kind.lower()
    """Gives the kind in lower case.

    Others do not.
    """
    return wanted


@app.get("/displaced/late")
def late(kind: str) -> str:  # expect: API003
    if kind:
        kind = kind.lower()
    """What follows is only a remark of somebody."""
    return kind


app.add_api_route("/k", described)
app.include_router(router, prefix="/v1")
# --- app/views.py
def described() -> int:
    """Is described."""
    return 1
