from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer

bearer = HTTPBearer()


def user(token=Depends(bearer)) -> str:
    if token.credentials != "x":
        raise HTTPException(401)
    return "me"


from app.config import settings

app = FastAPI(openapi_url=settings.openapi_url)
switched = FastAPI(docs_url=None if settings.production else "/docs")
options = {"openapi_url": None}
unpacked = FastAPI(**options)


@app.get("/a")
@switched.get("/a")
@unpacked.get("/a")
def a(name: str = Depends(user)) -> str:
    return name
# --- app/config.py
import os


class Settings:
    production = bool(os.getenv("PRODUCTION"))
    openapi_url = os.getenv("OPENAPI_URL")


settings = Settings()
