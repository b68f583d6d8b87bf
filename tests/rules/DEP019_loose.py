# The router that the factory is given may be the one with the health check.
# --- app/main.py
from elsewhere import load_router
from fastapi import FastAPI


def create_app(module: str) -> FastAPI:
    app = FastAPI()
    app.include_router(load_router(module))

    @app.get("/orders")
    def orders() -> list[str]:
        return load()

    return app
# --- app/health.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/health")
def health() -> str:
    return "ok"
