# --- requirements.txt
fastapi==0.115.6
pydantic==2.10.4
pydantic-settings==2.7.0
# --- app/settings.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    environment: str = "local"


settings = Settings()
# --- app/main.py
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer

bearer = HTTPBearer()


def user(token=Depends(bearer)) -> str:
    if token.credentials != "x":
        raise HTTPException(401)
    return "me"


app = FastAPI(title="Orders")  # expect: API002 "is open" "else None`, and let every deployment set `ENVIRONMENT`; or serve the pages behind a login"


@app.get("/a")
def a(name: str = Depends(user)) -> str:
    return name
# --- Dockerfile
FROM python:3.12-slim
ENV ENVIRONMENT=production
CMD ["fastapi", "run"]
