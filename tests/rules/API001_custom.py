# --- app/main.py
from fastapi import FastAPI

app = FastAPI(docs_url=None, redoc_url=None)
# --- app/docs.py
from fastapi.openapi.docs import get_swagger_ui_html


def docs():
    return get_swagger_ui_html(openapi_url="/openapi.json", title="Docs")
