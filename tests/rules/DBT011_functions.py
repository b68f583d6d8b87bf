# --- main.py
import os

from firebase_functions import https_fn
from sqlalchemy import create_engine

engine = create_engine(os.environ["DATABASE_URL"])  # expect: DBT011 "15 connections"
sized = create_engine(os.environ["DATABASE_URL"], pool_size=1, max_overflow=0)


@https_fn.on_request()
def hello(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("hello")
