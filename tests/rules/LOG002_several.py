# Logging that is set up in several places is set up by one function.
# --- app/main.py
import logging

from fastapi import FastAPI

logging.basicConfig(level="INFO")  # expect: LOG002 "plain text" "Do it in one function, and call that where else `basicConfig` is called, too (`app/worker.py:3`). Loggers of the server (`uvicorn` and `uvicorn.access`"
app = FastAPI()
# --- app/migrations/versions/1_first.py
import logging

logging.basicConfig(level="INFO")
# --- app/worker.py
import logging

logging.basicConfig(level="INFO")
