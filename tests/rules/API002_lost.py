# --- requirements.txt
fastapi==0.115.6
pydantic==2.10.4
pydantic-settings==2.7.0
# --- app/settings.py
from pydantic import field_validator
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    environment: str = "local"

    @field_validator("environment")
    @classmethod
    def check_environment(cls, value: str) -> str:
        if value not in {"local", "production"}:
            raise ValueError("environment must be local or production")


settings = Settings()
# --- app/main.py
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer

bearer = HTTPBearer()


def user(token=Depends(bearer)) -> str:
    if token.credentials != "x":
        raise HTTPException(401)
    return "me"


app = FastAPI(title="Orders")  # expect: API002 "is open in every environment" "else None`, and let every deployment set `ENVIRONMENT`: nothing here does; or serve the pages behind a login. Where it is meant for everybody, set `public-docs = true` below `[rules.API002]` in `fastidious.toml`. First let `check_environment` give the value back (VAL006): so far the setting is None everywhere."


@app.get("/a")
def a(name: str = Depends(user)) -> str:
    return name
