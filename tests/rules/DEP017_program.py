# --- app/settings.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    reload: bool = True


settings = Settings()
# --- main.py
import uvicorn
from fastapi import FastAPI

from app.settings import settings

app = FastAPI()

if __name__ == "__main__":
    uvicorn.run("main:app", host="0.0.0.0", reload=settings.reload)  # expect: DEP017/warning "The image's command runs `python` with reload" "let `reload=` be false unless developers ask for it"
# --- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["python", "main.py"]
