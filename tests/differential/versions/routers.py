"""Routers put together: routes added late, loops over routes, operation ids, repeated paths."""
from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute

app = FastAPI(root_path="/api", openapi_tags=[{"name": "inner", "description": "Inner."}])
outer = APIRouter(prefix="/outer", tags=["outer"], responses={404: {"description": "Not there"}})
inner = APIRouter(tags=["inner"], deprecated=True)


def common(q: str = "x"):
    return q


@inner.get("/early")
def early():
    return 1


outer.include_router(inner, prefix="/inner", tags=["between"], dependencies=[Depends(common)])
app.include_router(outer, prefix="/v1")
app.include_router(outer, prefix="/v2", include_in_schema=False)


@inner.get("/late")
def late():
    return 2


@outer.post("/late", responses={400: {"description": "Bad"}})
def outer_late():
    return 3


@app.api_route("/several", methods=["GET"], summary="Several", operation_id="several_of_them")
def several():
    return 4


@app.get("/again")
def again():
    return 5


@app.get("/again", name="second")
def again_second(n: int):
    return 6


sub = FastAPI(title="Sub")


@sub.get("/in-sub")
def in_sub():
    return 7


app.mount("/sub", sub)

for route in app.routes:
    if isinstance(route, APIRoute) and not route.operation_id:
        route.operation_id = route.name
