# No function of Firebase: a container of Cloud Run, and AWS Lambda.
# --- main.py
from contextlib import asynccontextmanager

from a2wsgi import ASGIMiddleware
from fastapi import FastAPI
from mangum import Mangum


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.pool = object()
    yield


app = FastAPI(lifespan=lifespan)
handler = Mangum(app)
wsgi = ASGIMiddleware(app)
