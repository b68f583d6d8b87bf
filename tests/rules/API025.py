from fastapi import APIRouter, FastAPI

from app.users import router as users_router

app = FastAPI()
router = APIRouter()
child = APIRouter()
early = APIRouter()


@early.get("/early")
def read_early() -> int:
    return 1


app.include_router(early)
app.include_router(router)  # expect: API025/critical "2 of what is registered on this router"
app.include_router(users_router)


@router.get("/late")
def read_late() -> int:
    return 1


@child.get("/child")
def read_child() -> int:
    return 1


router.include_router(child)


def create_app() -> FastAPI:
    made = FastAPI()
    made.include_router(child)
    return made


def create_other() -> FastAPI:
    made = FastAPI()
    inner = APIRouter()
    made.include_router(inner)  # expect: API025

    @inner.get("/x")
    def x() -> int:
        return 1

    return made
# --- app/users.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/users")
def read_users() -> list[int]:
    return []
# --- requirements.txt
fastapi==0.136.0
