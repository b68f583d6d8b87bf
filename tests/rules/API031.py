from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter()


@app.api_route("/a", methods=["GET", "POST"])
def a() -> int:  # expect: API031 "`a` serves GET, POST" "All of them do the same: keep one, GET only where it changes nothing, and take the others out of `methods`."
    return 1


@router.put("/b")
@router.patch("/b")
def b() -> int:  # expect: API031 "`b` serves PUT, PATCH" "keep one, and take the others away, with their decorators."
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
# --- app/jobs.py
from fastapi import APIRouter, FastAPI, Request

app = FastAPI()
router = APIRouter()
_jobs: list[str] = []
_cache: dict[str, str] = {}


@router.api_route("/flush", methods=["GET", "POST"])
def flush() -> int:  # expect: API031 "`flush`" "Take GET out of `methods`: it does what POST does, and a GET must not change anything (`_jobs.clear`)."
    count = len(_jobs)
    _jobs.clear()
    return count


@router.get("/drop")
@router.post("/drop")
@router.delete("/drop")
def drop() -> int:  # expect: API031 "`drop`" "Take GET away, with its decorator: it does what the others do, and a GET must not change anything (`del _jobs`)."
    del _jobs[0]
    return 1


@router.api_route("/cached", methods=["GET", "POST"])
def cached() -> int:  # expect: API031 "`cached`" "GET only where it changes nothing"
    _cache.clear()
    return 1


@router.api_route("/forms", methods=["GET", "POST"])
def form(request: Request) -> int:  # expect: API031 "`form`"
    if request.method == "POST":
        _jobs.clear()
    return 1


@router.api_route("/shown", methods=["GET", "POST"])
def shown(request: Request) -> str:  # expect: API031 "`shown`" "All of them do the same"
    return request.headers["host"]


@router.api_route("/handed", methods=["GET", "POST"])
def handed(asked: Request) -> str:  # expect: API031 "`handed`"
    return str(asked)


app.include_router(router)
