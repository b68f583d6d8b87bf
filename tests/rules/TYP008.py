# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.115.6
# --- setup.cfg
[flake8]
max-line-length = 100

[mypy]  # expect: TYP008/warning "mypy is configured, and lets functions without annotations pass" "get a section `[mypy-…]`"
ignore_missing_imports = True
strict = False
# disallow_untyped_defs = True

[mypy-celery.*]
ignore_errors = True
