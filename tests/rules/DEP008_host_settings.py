# A field of the settings reads the platform's variable as well.
# --- main.py
from fastapi import FastAPI
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    render_external_url: str = ""


settings = Settings()
app = FastAPI(title=settings.render_external_url)  # expect: DEP008/warning "no `render.yaml` of Render, whose variables `main.py` reads"
# --- requirements.txt
fastapi==0.115.0
pydantic-settings==2.7.0
