# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.115.6
# --- mypy.ini
[mypy]  # expect: TYP008 "lets functions without annotations pass" "take and give back is anything"
check_untyped_defs = true
disallow_incomplete_defs = true
