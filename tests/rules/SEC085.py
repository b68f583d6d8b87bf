# --- app/main.py
from fastapi import FastAPI
from fastapi.middleware import Middleware
from fastapi.middleware.cors import CORSMiddleware
from starlette.middleware.cors import CORSMiddleware as Cors
from starlette.middleware.gzip import GZipMiddleware

from app.config import settings

ORIGINS = ["https://app.example.com"]
STAR = "*"

app = FastAPI(
    middleware=[
        Middleware(
            CORSMiddleware,
            allow_origins=ORIGINS,
            allow_credentials=True,
            allow_headers=["*"],  # expect: SEC085 "allows every header"
        )
    ]
)
app.add_middleware(
    CORSMiddleware,
    allow_origins=ORIGINS,
    allow_credentials=True,
    allow_methods=["*"],  # expect: SEC085 "allows every method and header"
    allow_headers=["*"],
)
app.add_middleware(
    Cors,
    allow_origins=ORIGINS,
    allow_credentials=True,
    allow_methods=(STAR,),  # expect: SEC085 "allows every method"
    allow_headers=["Authorization"],
)


LOCAL = ["http://localhost:3000", "http://127.0.0.1:3000"]
app.add_middleware(CORSMiddleware, allow_origins=LOCAL, allow_credentials=True, allow_methods=["*"])
if not settings.production:
    local_pages = ["http://localhost:3000"]
    app.add_middleware(
        CORSMiddleware, allow_origins=local_pages, allow_credentials=True, allow_headers=["*"]
    )
app.add_middleware(
    CORSMiddleware,
    allow_origins=["http://localhost:3000", "https://app.example.com"],
    allow_credentials=True,
    allow_methods=["*"],  # expect: SEC085
)


def wrap(application: FastAPI):
    return CORSMiddleware(
        application,
        allow_credentials=True,
        allow_methods=["GET", "*"],  # expect: SEC085
    )


app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"], allow_headers=["*"])
app.add_middleware(CORSMiddleware, allow_credentials=False, allow_methods=["*"])
app.add_middleware(CORSMiddleware, allow_credentials=settings.credentials, allow_methods=["*"])
app.add_middleware(CORSMiddleware, allow_credentials=True, allow_methods=settings.methods)
app.add_middleware(CORSMiddleware, allow_credentials=True, allow_methods=["GET"], allow_headers=["X-A"])
app.add_middleware(GZipMiddleware, minimum_size=1000)


class Api(FastAPI):
    pass


own = Api()
own.add_middleware(CORSMiddleware, allow_credentials=True, allow_methods=["*"])  # expect: SEC085
