from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter()


@app.api_route("/a", methods=["GET", "POST"])
def a() -> int:  # expect: API031 "`a` serves GET, POST"
    return 1


@router.put("/b")
@router.patch("/b")
def b() -> int:  # expect: API031 "`b` serves PUT, PATCH"
    return 1


@app.api_route("/c", methods=["GET", "HEAD"])
def c() -> int:
    return 1


@app.get("/d")
@app.get("/d/")
def d() -> int:
    return 1


@app.api_route("/proxy/{path:path}", methods=["GET", "POST", "PUT"], include_in_schema=False)
def proxy(path: str) -> int:
    return 1


app.include_router(router, prefix="/v1")
app.include_router(router, prefix="/v2")
