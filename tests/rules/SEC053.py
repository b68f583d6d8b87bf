# --- app/main.py
from fastapi import FastAPI, HTTPException

from app import config, deps
from app.deps import current_user, get_repository
from elsewhere import unknown_dependency

app = FastAPI()


def admin() -> str:
    return "admin"


app.dependency_overrides[current_user] = admin  # expect: SEC053 "replaces the dependency `current_user`"
app.dependency_overrides[deps.current_user] = admin  # expect: SEC053
app.dependency_overrides[unknown_dependency] = admin  # expect: SEC053

if config.DEV:
    app.dependency_overrides[current_user] = lambda: "dev"  # expect: SEC053

app.dependency_overrides.update({current_user: admin})  # expect: SEC053
app.dependency_overrides = {current_user: admin}  # expect: SEC053


def build(application: FastAPI) -> None:
    application.dependency_overrides[current_user] = admin  # expect: SEC053


app.dependency_overrides[get_repository] = lambda: 1
app.dependency_overrides[deps.get_mailer] = lambda: 2
app.dependency_overrides = {}
app.state.dependencies = {current_user: admin}
registry = {}
registry[current_user] = admin

if __name__ == "__main__":
    app.dependency_overrides[current_user] = admin
# --- app/deps.py
def current_user() -> str:
    raise PermissionError


def get_repository():
    """Overridden at start."""
    raise NotImplementedError


def get_mailer(): ...
# --- app/testing.py
import pytest

from app.deps import current_user
from app.main import app


@pytest.fixture
def client():
    app.dependency_overrides[current_user] = lambda: "x"
# --- tests/conftest.py
from app.deps import current_user
from app.main import app

app.dependency_overrides[current_user] = lambda: "x"
# --- app/factory.py
from fastapi import FastAPI

from app.config import Settings, get_settings


def create_app(settings: Settings) -> FastAPI:
    app = FastAPI()
    app.dependency_overrides[get_settings] = lambda: settings
    return app
# --- app/config.py
class Settings:
    debug = False


def get_settings() -> Settings:
    return Settings()
