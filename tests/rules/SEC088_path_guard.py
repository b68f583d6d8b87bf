# One guard for all, which looks the path up in tables: who is told cannot be seen.
# --- app/main.py
from fastapi import Depends, FastAPI, HTTPException

from app.guard import by_table, signed_in
from app.store import run

app = FastAPI()


@app.get("/policies", dependencies=[Depends(by_table)])
def policies() -> None:
    try:
        run()
    except Exception as e:
        raise HTTPException(500, detail=str(e)) from e  # expect: SEC088/review


@app.get("/orders", dependencies=[Depends(signed_in)])
def orders() -> None:
    try:
        run()
    except Exception as e:
        raise HTTPException(500, detail=str(e)) from e  # expect: SEC088/critical
# --- app/store.py
def run() -> None:
    with open("/data") as file:
        file.read()
# --- app/guard.py
from fastapi import HTTPException, Request

FOR_ADMINISTRATORS = ["/policies"]


def route_of(request: Request) -> str:
    return request.url.path


def by_table(request: Request) -> None:
    role = role_of(request)
    if route_of(request) in FOR_ADMINISTRATORS and role != "chief":
        raise HTTPException(403)


def signed_in(request: Request) -> None:
    if not role_of(request):
        raise HTTPException(401)


def role_of(request: Request) -> str:
    if request.headers.get("authorization") != "Bearer x":
        raise HTTPException(401)
    return "user"
