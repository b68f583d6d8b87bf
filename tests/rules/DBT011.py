# --- app/main.py
import os

from fastapi import FastAPI
from psycopg2.pool import ThreadedConnectionPool
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

app = FastAPI()
URL = os.environ["DATABASE_URL"]
engine = create_engine(URL, pool_size=20, max_overflow=10)  # expect: DBT011 "120 connections"
small = create_engine(URL, pool_size=5, max_overflow=5)
unset = create_engine(URL)
pool = ThreadedConnectionPool(1, 40, URL)  # expect: DBT011 "160 connections"
none = create_engine(URL, poolclass=NullPool)
unknown = create_engine(URL, pool_size=int(os.environ["POOL"]))
local = create_engine("sqlite:///app.db", pool_size=200)
# --- Dockerfile
FROM python:3.12-slim
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--workers", "4"]
