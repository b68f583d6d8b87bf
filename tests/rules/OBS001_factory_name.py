# The name that who calls has is the one to read the settings by.
# --- app/factory.py
from fastapi import APIRouter, FastAPI

from app.config import Environment, Mail


def create_application(router: APIRouter, settings: Environment | Mail) -> FastAPI:
    application = FastAPI(debug=isinstance(settings, Environment) and settings.DEBUG)  # expect: OBS001 "Nobody" "(dsn=settings.SENTRY_DSN, environment=settings.ENVIRONMENT, max_request"
    application.include_router(router)
    return application
# --- app/main.py
from app.config import settings
from app.routes import router
from app.factory import create_application

app = create_application(router=router, settings=settings)
# --- app/routes.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/orders")
def orders() -> None: ...
# --- app/config.py
from pydantic_settings import BaseSettings


class Environment(BaseSettings):
    DEBUG: bool = False
    ENVIRONMENT: str = "local"


class Mail(BaseSettings):
    MAIL_HOST: str = "localhost"


class Settings(Environment, Mail):
    pass


settings = Settings()
