# The ini file is not in the repository.
# --- app/main.py
import os
from logging.config import fileConfig

from fastapi import FastAPI

fileConfig(os.environ["LOG_FILE"])  # expect: LOG002/warning "plain text" "in the file that it reads"
app = FastAPI()


@app.get("/orders")
def orders() -> None: ...
