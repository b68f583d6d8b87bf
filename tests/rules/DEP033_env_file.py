# --- history/1/README.md
First.

# --- service/Dockerfile
FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .  # expect: DEP033 "Everything is copied" "unless they run in the image. Git tracks `.env.production`, which the image then lacks"
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- service/requirements.txt
fastapi==0.115.0
pydantic-settings==2.6.0
# --- service/.env.production
LOG_LEVEL=INFO
# --- service/config.py
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=[".env", ".env.production"])
    log_level: str = "DEBUG"
# --- service/main.py
from fastapi import FastAPI

from config import Settings

settings = Settings()
app = FastAPI()
