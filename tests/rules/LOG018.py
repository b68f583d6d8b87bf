# --- app/main.py
import logging

from fastapi import FastAPI
from google.cloud import storage
from pythonjsonlogger import jsonlogger
from pythonjsonlogger.json import JsonFormatter

from app.settings import RENAMED

bucket = storage.Client().bucket("files")
app = FastAPI()
plain = logging.StreamHandler()
plain.setFormatter(JsonFormatter("%(levelname)s %(message)s"))  # expect: LOG018/warning
old = jsonlogger.JsonFormatter("%(message)s", rename_fields={"asctime": "time"})  # expect: LOG018
renamed = JsonFormatter("%(levelname)s %(message)s", rename_fields={"levelname": "severity"})
elsewhere = JsonFormatter("%(levelname)s %(message)s", rename_fields=RENAMED)
