# Scripts beside env.py that are no migrations of Alembic.
# --- main.py
from fastapi import FastAPI

from db import Base, engine

app = FastAPI()
Base.metadata.create_all(engine)  # expect: DEP029 "" "Write the first migration"
# --- migrations/env.py
from alembic import context

from db import Base

context.configure(target_metadata=Base.metadata)
# --- migrations/add_fields.py
print("by hand")
