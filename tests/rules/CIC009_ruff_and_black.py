# project expect: CIC009 "Nothing looks" "with `ruff`, `black` and `gitleaks`"
# --- requirements-dev.txt
ruff==0.9.0
black==24.10.0
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- scripts/format.sh
#!/bin/sh
python -m black .
