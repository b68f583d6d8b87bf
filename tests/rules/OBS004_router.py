# What stands beside the health check is named as its own router has it.
# --- app/routes/tools.py
from fastapi import APIRouter

router = APIRouter(prefix="/tools", tags=["tools"])


@router.get("/health-check/")  # expect: OBS004 "`GET /api/tools/health-check/` says" "Beside it add `@router.get("
async def health_check() -> bool:
    return True
# --- app/main.py
from fastapi import APIRouter, Depends, FastAPI
from sqlmodel import Session, create_engine, select

from app.models import Order
from app.routes import tools

app = FastAPI()
api = APIRouter(prefix="/api")
engine = create_engine("postgresql+psycopg://db/app")


def get_session():
    with Session(engine) as session:
        yield session


@api.get("/orders")
def orders(session: Session = Depends(get_session)) -> list[Order]:
    return list(session.exec(select(Order)))


api.include_router(tools.router)
app.include_router(api)
# --- app/models.py
from sqlmodel import Field, SQLModel


class Order(SQLModel, table=True):
    id: int = Field(primary_key=True)
