# project expect: CIC009 "Nothing looks" "with `flake8`, `black` and `gitleaks`"
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- Makefile
lint:
	@echo "pylint"
	docker compose run api flake8 app/
	docker compose run api black --check app/
