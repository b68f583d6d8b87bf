# --- app/main.py
import fastapi
from fastapi import FastAPI

from app.config import settings

OFF = None

app = FastAPI(openapi_url=None)  # expect: API001 "there is neither schema nor documentation"
two = fastapi.FastAPI(docs_url=None, redoc_url=None)  # expect: API001 "no documentation page"
three = FastAPI(docs_url=OFF)  # expect: API001 "only ReDoc is left"

if settings.production:
    eight = FastAPI(openapi_url=None)
# --- tests/test_app.py
from fastapi import FastAPI

app = FastAPI(openapi_url=None)
