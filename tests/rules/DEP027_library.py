# A library without an application of its own.
# --- lib/db.py
from sqlalchemy import create_engine

engine = create_engine("postgresql://db/app")
