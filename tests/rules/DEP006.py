# --- main.py
import factory
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
pytest==8.4.0  # expect: DEP006/suggestion "`pytest`, `ruff`, `types-requests`"
ruff==0.14.0
types-requests==2.32.0
factory-boy==3.3.1
# --- requirements-dev.txt
mypy==1.18.0
# --- requirements/test.txt
pytest-cov==6.0.0
# --- pyproject.toml
[project]
dependencies = ["fastapi"]

[project.optional-dependencies]
dev = ["pytest"]
all = ["pytest"]
# --- requirements/security.in
bandit
pip-audit
