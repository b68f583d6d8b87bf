# --- Dockerfile
FROM node:22 AS web
RUN npm run build
FROM python:3.12-slim
WORKDIR /app
COPY . .
COPY --from=web /web/dist ./site
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]
# --- main.py
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

app = FastAPI()
app.mount("/a", StaticFiles(directory="site"))
