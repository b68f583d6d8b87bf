# --- app/db.py
from sqlalchemy.orm import declarative_base

Base = declarative_base()
Base.metadata.naming_convention = {"pk": "pk_%(table_name)s"}
# --- alembic/versions/0001_first.py
from alembic import op

revision = "0001"
