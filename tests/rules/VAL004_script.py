# --- requirements.txt
pydantic==2.10.4
pydantic-settings==2.7.0
# --- scripts/import_rows.py
from pydantic import BaseSettings  # expect: VAL004 "where version 2 has none" "the script does not start"
# fixed: from pydantic_settings import BaseSettings


class ImportSettings(BaseSettings):
    path: str = "rows.csv"
