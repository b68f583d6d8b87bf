# config: pass-through = ["/proxy/{path}"]
from collections.abc import Mapping
from typing import Annotated, Any, Optional

from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.templating import Jinja2Templates
from pydantic import BaseModel

app = FastAPI()
templates = Jinja2Templates("templates")
Json = dict[str, Any]


class Item(BaseModel):
    name: str


@app.get("/a")
def a() -> dict:
#          ^^^^ expect: API007 "`a` promises `dict`"
    return {}


@app.get("/b")
def b() -> Json:  # expect: API007
    return {}


@app.get("/c", response_model=list[dict])  # expect: API007 "`c` promises `list[dict]`: any list of objects will do"
def c() -> Any:
    return []


@app.get("/d")
async def d() -> Optional[Mapping[str, object]]:  # expect: API007
    return None


@app.get("/e")
def e() -> Any:  # expect: API007
    return 1


@app.get("/f")
def f() -> list:  # expect: API007
    return []


@app.get("/g", response_model=Item)
def g() -> Any:
    return {"name": "x"}


@app.get("/h")
def h() -> dict[str, int]:
    return {"a": 1}


@app.get("/healthz")
def healthz() -> dict:  # expect: API007/suggestion
    return {"at": id(app)}


@app.delete("/h/{key}")
def delete_h(key: int) -> dict:  # expect: API007/suggestion
    return {"deleted": True}


@app.get("/i")
def i() -> list[Item]:
    return []


@app.get("/j", response_model=Item)
def j(kind: int):
    if kind == 1:
        return JSONResponse({"detail": "no"}, status_code=404)
    if kind == 2:
        return JSONResponse(content={"name": "x"})  # expect: API007 "sends this JSON"
    if kind == 3:
        return JSONResponse(status_code=202, content={"job": "x"})
    return Item(name="x")


@app.get("/k", response_class=HTMLResponse)
def k() -> Any:
    return "<p>"


@app.get("/l")
def l() -> Response:
    return JSONResponse({})


@app.get("/m", include_in_schema=False)
def m() -> dict:
    return {}


@app.get("/proxy/{path}")
def proxy(path: str) -> Any:
    return path


@app.get("/n")
def n() -> Annotated[Item | None, "one"]:
    return None


@app.get("/o", response_model=Item)
def o() -> JSONResponse:
    return JSONResponse({"name": "x"})


@app.api_route("/openai/{path:path}", methods=["GET", "POST"])
def catch_all(path: str) -> Any:
    return path


# ---- responses go past the model, and a JSON Schema has no narrower one
@app.get("/page")
def page() -> dict:
    return templates.TemplateResponse("index.html")


@app.get("/schema")
def schema() -> dict:
    return Item.model_json_schema()


@app.get("/either")
def either(raw: bool) -> dict:  # expect: API007/warning
    if raw:
        return Item.model_json_schema()
    return {"name": raw}
