# --- app/db.py
from sqlalchemy.ext.declarative import declarative_base

Base = declarative_base()  # expect: DBT013
# --- migrations/versions/0001_first.py
from alembic import op

revision = "0001"
