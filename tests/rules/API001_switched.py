# --- app/main.py
from fastapi import FastAPI

from app.config import settings

by_setting = FastAPI(openapi_url=None if settings.production else "/openapi.json")
from_setting = FastAPI(docs_url=settings.docs_url, redoc_url=settings.redoc_url)
no_redoc = FastAPI(redoc_url=None)
pages = FastAPI(openapi_url=None)
pages.mount("/api", no_redoc)
