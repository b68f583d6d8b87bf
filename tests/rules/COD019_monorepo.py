# --- pyproject.toml
[project]
name = "shop"

[tool.ruff.lint]
select = ["E", "F", "I"]
# --- packages/api/pyproject.toml
[project]
name = "api"
# --- packages/api/app/main.py
# Seen from where ruff is configured, `app` is an installed package.
import uuid

from app.tasks import queue
from fastapi import FastAPI
from shared.settings import settings

app = FastAPI()
# --- packages/api/app/tasks.py
import uuid

from shared.settings import settings
from app.main import app  # expect: COD019 "`app.main` belongs before `shared.settings`"

queue = []
# --- packages/shared/shared/settings.py
settings = {}
# --- tools/pyproject.toml
[tool.isort]
profile = "black"
# --- tools/reports/yearly/figures.py
# isort takes for the project's own what lies beside its configuration.
import httpx
from reports.sums import total
from yearly.sums import total as yearly_total  # expect: COD019 "`yearly.sums` belongs before `reports.sums`"
# --- tools/reports/sums.py
total = 0
# --- tools/reports/yearly/sums.py
total = 0
