from typing import Any

from fastapi import FastAPI, Request, Response, status
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, StreamingResponse
from fastapi.templating import Jinja2Templates
from pydantic import BaseModel

from app.db import session

app = FastAPI()
pages = FastAPI(default_response_class=HTMLResponse)
templates = Jinja2Templates("templates")


class Item(BaseModel):
    name: str


@app.get("/a")
def a():  # expect: API006 "`a` has neither"
    return {"x": 1}


@app.get("/b")
async def b(item_id: int):  # expect: API006
    # fixed: async def b(item_id: int) -> Item:
    if item_id:
        return Item(name="a")
    return Item(name="b")


@app.get("/c")
def c():  # expect: API006
    return session.execute("select 1")


@app.get("/said")
def said(done: bool):  # expect: API006/suggestion
    if done:
        return True
    return {"ok": False, "why": ["nothing", 1]}


@app.post("/names")
def named(item: Item, short: bool):  # expect: API006/suggestion
    made = session.first("select 1")
    if short:
        return None
    return made.name if item.name else f"{item.name}!"


@app.post("/slugs")
def slugged(item: Item):  # expect: API006/suggestion
    made = session.first("select 1")
    return made.slug


@app.post("/sent")
def sent(item: Item):  # expect: API006/suggestion
    made = session.first("select 1")
    if made:
        done = True
    else:
        done = False
    return done


@app.post("/newer")
def newer(item: Item):  # expect: API006/suggestion
    made = session.first("select 1")
    return made.at > item.at


@app.post("/data")
def data(item: Item):  # expect: API006/warning
    made = session.first("select 1")
    return made.data


@app.get("/health")
def health():  # expect: API006/suggestion
    return {"at": session.execute("select now()")}


@app.get("/login/google")
async def login(request: Request):
    return await app.state.oauth.google.authorize_redirect(request, "/callback")


@app.get("/d")
def d() -> bool:
    return True


@app.get("/e", response_model=Item)
def e() -> Any:
    return session.execute("select 1")


@app.get("/f", response_model=None)
def f():
    return {"x": 1}


@app.delete("/g", status_code=status.HTTP_204_NO_CONTENT)
def g():
    return session.execute("delete")


@app.get("/h")
def h():
    return RedirectResponse("/a")


@app.get("/i")
def i(kind: int):
    if kind:
        return JSONResponse({"x": 1})
    return StreamingResponse(iter([]))


@app.get("/j", response_class=HTMLResponse)
def j():
    return "<html></html>"


@app.post("/k")
def k():
    session.execute("insert")


@app.get("/l", include_in_schema=False)
def l():
    return {}


@app.get("/m")
def m(request: int):
    return templates.TemplateResponse("x.html", {"request": request})


@app.get("/n", responses={200: {"content": {"image/png": {}}}})
def n():
    return session.execute("select image")


@app.get("/o")
def o() -> Response:
    return Response(b"")


@pages.get("/p")
def p():
    return "<html></html>"


@app.get("/q")
def q():
    def inner():
        return 1

    session.on_close(inner)


@app.api_route("/openai/{path:path}", methods=["GET", "POST", "PUT", "DELETE"])
async def proxy(path: str):
    return await session.forward(path)


@app.get("/files/{path:path}")
def one_method(path: str):  # expect: API006
    return session.execute(path)


@app.api_route("/x/{name}", methods=["GET", "POST"])
def no_catch_all(name: str):  # expect: API006
    return session.execute(name)
# --- app/db.py
class Row:
    name: str
    slug: str | None
    data: dict


class Session:
    def first(self, statement) -> Row: ...

    def execute(self, statement):
        return [statement]

    def on_close(self, callback):
        callback()


session = Session()
