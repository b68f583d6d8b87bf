# --- app/main.py
from fastapi import FastAPI, UploadFile
from fastapi.responses import ORJSONResponse
from fastapi.templating import Jinja2Templates
from starlette.middleware.sessions import SessionMiddleware  # expect: DEP004/critical "`SessionMiddleware` needs `itsdangerous`, which no manifest declares"

from app import db, models, security

app = FastAPI(default_response_class=ORJSONResponse)  # expect: DEP004 "`ORJSONResponse` needs `orjson`"
app.add_middleware(SessionMiddleware, secret_key="x")
templates = Jinja2Templates("templates")  # expect: DEP004/critical "`Jinja2Templates` needs `jinja2`"


@app.post("/files")
def upload(file: UploadFile) -> str:  # expect: DEP004/critical "`UploadFile` needs `python-multipart`"
    return file.filename
# --- app/models.py
from pydantic import BaseModel, EmailStr


class User(BaseModel):
    email: EmailStr | None = None  # expect: DEP004/critical "`EmailStr` needs `email-validator`"
# --- app/security.py
from passlib.context import CryptContext

context = CryptContext(schemes=["bcrypt"], deprecated="auto")  # expect: DEP004/critical "`bcrypt` needs `bcrypt`"
# --- app/db.py
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine

URL = "postgresql+asyncpg://app@db/app"
engine = create_async_engine(URL)  # expect: DEP004/critical "`postgresql+asyncpg://…` needs `asyncpg`"
files = create_engine("sqlite:///files.db")
sync = create_engine("postgresql://app@db/app")
# --- app/not_loaded.py
from fastapi import Form

form = Form()
# --- tests/test_app.py
from fastapi.testclient import TestClient  # expect: DEP004/warning "`TestClient` needs `httpx`"
# --- requirements.txt
fastapi==0.141.0
passlib==1.7.4
sqlalchemy==2.0.43
psycopg2==2.9.10
# --- Procfile
web: uvicorn app.main:app --host 0.0.0.0 --port $PORT  # expect: DEP004/critical "The command starts `uvicorn`, which no manifest declares"
