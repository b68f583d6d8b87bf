# --- app/main.py
from fastapi import FastAPI

from app.users import router

app = FastAPI()  # expect: DEP019/critical "None of the 5 routes is a health check"
app.include_router(router, prefix="/api/v1")


@app.post("/health")
def report_health(steps: int) -> int:
    return steps


@app.get("/users/{user_id}/health")
def health_of_user(user_id: int) -> str:
    return load(user_id)


@app.get("/jobs/status")
def jobs() -> list[str]:
    return load()


@app.get("/")
def root() -> str:
    return load_page()
# --- app/users.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/users")
def users() -> list[str]: ...
