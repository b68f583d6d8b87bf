# Of many operations some are named, and how many more there are is said.
# --- app/main.py
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request

app = FastAPI()


def signed_in(request: Request) -> None:
    if "x-user" not in request.headers:
        raise HTTPException(401)


six = APIRouter(prefix="/six", dependencies=[Depends(signed_in)])  # expect: API009 "because of `app.main.signed_in`, and do not document it: `GET /six/1`, `PUT /six/1`, `GET /six/2`, `PUT /six/2`, `GET /six/3`, `PUT /six/3`"


@six.get("/1")
@six.put("/1")
@six.get("/2")
@six.put("/2")
@six.get("/3")
@six.put("/3")
def numbered() -> int:
    return 1


seven = APIRouter(prefix="/seven", dependencies=[Depends(signed_in)])  # expect: API009 "`GET /seven/2`, `PUT /seven/2`, `GET /seven/3` and 2 more"


@seven.get("/1")
@seven.put("/1")
@seven.get("/2")
@seven.put("/2")
@seven.get("/3")
@seven.api_route("/4", methods=["GET", "PUT"])
def counted() -> int:
    return 1


app.include_router(six)
app.include_router(seven)
