# --- app/main.py
import os

from fastapi import FastAPI, Request
from fastapi.middleware import Middleware
from fastapi.middleware.cors import CORSMiddleware
from starlette.middleware.cors import CORSMiddleware as Cors

from app.settings import DEBUG, settings

ORIGINS = ["https://a.example.com", "*"]  # expect: SEC084/critical "every origin, with the visitor's cookies"

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=ORIGINS, allow_credentials=True)


@app.post("/orders")
def create(request: Request) -> str | None:
    return request.cookies.get("session")


listed = FastAPI(middleware=[Middleware(Cors, allow_origins=["null"], allow_credentials=True)])  # expect: SEC084/critical "`null`"

by_settings = FastAPI()
by_settings.add_middleware(
    Cors, allow_origins=[str(origin) for origin in settings.origins], allow_credentials=True
)

by_environment = FastAPI()
by_environment.add_middleware(
    Cors,
    allow_origins=os.getenv("ORIGINS", "*").split(","),  # expect: SEC084/critical
    allow_credentials=True,
)

pattern = FastAPI()
pattern.add_middleware(Cors, allow_origin_regex=r"^https?://.*$", allow_credentials=True)  # expect: SEC084/critical
ending = FastAPI()
ending.add_middleware(Cors, allow_origin_regex=r"https://.*example\.com", allow_credentials=True)  # expect: SEC084/critical "evilexample"
tenants = FastAPI()
tenants.add_middleware(Cors, allow_origin_regex=r"https://.*\.vercel\.app", allow_credentials=True)  # expect: SEC084/review "tenant"

text = FastAPI()
text.add_middleware(Cors, allow_origins="https://a.example.com")  # expect: SEC084/warning "every part of a string"

# Without credentials somebody may mean it.
bearer = FastAPI()
bearer.add_middleware(Cors, allow_origins=["*"], allow_methods=["*"])  # expect: SEC084/review


@bearer.post("/orders")
def create_too() -> None: ...


public = FastAPI()
public.add_middleware(Cors, allow_origins=("*",))  # expect: SEC084/warning


@public.get("/weather")
def weather() -> None: ...


local = FastAPI()
if DEBUG:
    local.add_middleware(Cors, allow_origins=["*"], allow_credentials=True)  # expect: SEC084/review

clean = FastAPI()
clean.add_middleware(
    Cors,
    allow_origins=["https://a.example.com", "http://localhost:3000"],
    allow_origin_regex=r"https://.*\.example\.com",
    allow_methods=["*"],
    allow_headers=["*"],
    allow_credentials=True,
)
unknown = FastAPI()
unknown.add_middleware(Cors, allow_origins=settings.hosts, allow_credentials=True)
separated = FastAPI()
separated.add_middleware(Cors, allow_origins=os.getenv("ORIGINS", "https://a.example.com").split(","))
machine = FastAPI()
machine.add_middleware(Cors, allow_origin_regex="http://.*localhost:[0-9]+", allow_credentials=True)
empty = FastAPI()
empty.add_middleware(Cors)
# --- app/settings.py
from pydantic import AnyHttpUrl
from pydantic_settings import BaseSettings

DEBUG = False


class Settings(BaseSettings):
    origins: list[str] = ["*"]  # expect: SEC084/critical
    hosts: list[AnyHttpUrl] = []


settings = Settings()
# --- app/cli/login.py
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

login_api = FastAPI()
login_api.add_middleware(CORSMiddleware, allow_origins=["*"])  # expect: SEC084/warning


@login_api.post("/success")
def success() -> None: ...
# --- app/functions.py
from firebase_functions import https_fn, options


@https_fn.on_request(cors=options.CorsOptions(cors_origins="*", cors_methods=["get"]))  # expect: SEC084/review
def hello(request: https_fn.Request) -> https_fn.Response: ...


@https_fn.on_request(cors=True)  # expect: SEC084/review
def hello_too(request: https_fn.Request) -> https_fn.Response: ...


@https_fn.on_request(cors=options.CorsOptions(cors_origins=[r"firebase\.com$"], cors_methods=["get"]))
def fine(request: https_fn.Request) -> https_fn.Response: ...
