# A route of two methods is two operations.
# --- app/main.py
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request

app = FastAPI()
router = APIRouter(prefix="/things")  # expect: API009 "3 of the 4 operations of this `APIRouter` can answer 401 because of `app.main.signed_in`, and do not document it: `GET /things/all`, `GET /things/flush`, `POST /things/flush`"


def signed_in(request: Request) -> None:
    if "x-user" not in request.headers:
        raise HTTPException(401)


@router.get("/all", dependencies=[Depends(signed_in)])
def find() -> int:
    return 1


@router.api_route("/flush", methods=["GET", "POST"], dependencies=[Depends(signed_in)])
def flush() -> int:
    return 1


@router.get("/open")
def shown() -> int:
    return 1


app.include_router(router)
