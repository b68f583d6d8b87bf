# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
# --- .flake8
[flake8]
max-line-length = 100
# --- .pre-commit-config.yaml
repos:
  - repo: https://github.com/pycqa/flake8
    rev: 7.3.0
    hooks:
      - id: flake8
# project expect: COD008/suggestion "no formatter" "Run `black .` once, and add the hook `black` of pre-commit."
