# What the only caller has switched off does not happen.
# --- app/factory.py
from fastapi import FastAPI

from app.db import Base, engine


def create_app(creates_tables: bool = True, creates_views: bool = False) -> FastAPI:
    if creates_tables:
        Base.metadata.create_all(engine)
    if creates_views:
        Base.metadata.create_all(engine)
    return FastAPI()


# --- app/main.py
from app.factory import create_app


app = create_app(creates_tables=False)
# --- app/db.py
from sqlalchemy import create_engine
from sqlalchemy.orm import declarative_base

Base = declarative_base()
engine = create_engine("postgresql://db/shop")
