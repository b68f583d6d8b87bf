# --- Dockerfile
FROM python:3.12-slim
WORKDIR /app
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]
# --- .dockerignore
docs_site
# --- docs_site/index.html
<html></html>
# --- static/site.css
body {}
# --- main.py
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

app = FastAPI()
app.mount("/a", StaticFiles(directory="static"))
app.mount("/b", StaticFiles(directory="docs_site"))  # expect: DEP031/warning "not in the image"
