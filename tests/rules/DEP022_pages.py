# Pages that are here were read: what they do not name is documented nowhere.
# --- app/config.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    shop_name: str = "shop"
    shop_city: str = ""  # expect: DEP022/suggestion "named in no guide, example, manifest or script: `SHOP_CITY`, `SHOP_STREET`" "List each in the documentation"
    shop_street: str = ""


settings = Settings()
# --- app/main.py
from fastapi import FastAPI

from app.config import settings

app = FastAPI(title=settings.shop_city + settings.shop_street)
# --- mkdocs.yml
site_name: shop
# --- docs/start.md
Set `SHOP_NAME`.
