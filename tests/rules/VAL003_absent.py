# --- app/main.py
import os

URL = os.environ["DATABASE_URL"]  # expect: VAL003/critical "There is no Pydantic settings class: 2 modules read"
DEBUG = os.environ.get("DEBUG_MODE")
# --- app/other.py
import os

KEY = os.environ["API_KEY"]
