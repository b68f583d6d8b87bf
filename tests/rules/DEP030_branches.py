# --- alembic/versions/1_first.py
revision = "1"
down_revision = None
branch_labels = ("main",)
# --- alembic/versions/2_second.py
revision = "2"
down_revision = None
branch_labels = ("other",)
