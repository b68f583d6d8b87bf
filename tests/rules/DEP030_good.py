# --- alembic/env.py
from alembic import context

from app.models import Base

target_metadata = Base.metadata
context.configure(target_metadata=target_metadata)
# --- alembic/versions/1_first.py
revision = "1"
down_revision = None
# --- alembic/versions/2_second.py
revision = "2"
down_revision = "1"
# --- alembic/versions/3_other.py
revision = "3"
down_revision = "1"
# --- alembic/versions/4_merge.py
revision = "4"
down_revision = ("2", "3")
# --- database/revisions/core/versions/1_first.py
from alembic import op

revision = "c1"
down_revision = None
# --- database/revisions/core/versions/2_empty.py
revision = "c2"
down_revision = "c1"
# --- database/revisions/core/versions/3_third.py
from alembic import op

revision = "c3"
down_revision = "c2"
# --- other/alembic/versions/1_first.py
revision = "a"
down_revision = None
