# --- app/__init__.py
# --- app/main.py
import os
import sys
from importlib import metadata

import jwt  # expect: DEP003/critical "`jwt` is imported, and no manifest declares `pyjwt`"
import numpy as np
import redis.asyncio  # expect: DEP003/critical "`redis.asyncio` is imported, and no manifest declares `redis`"
import requests  # expect: DEP003/warning "only because others need it, such as `google-cloud-firestore`"
import uvicorn
import yaml as y
from anyio import to_thread
from bs4 import BeautifulSoup  # expect: DEP003 "no manifest declares `beautifulsoup4`"
from dotenv import load_dotenv  # expect: DEP003/warning "`dotenv` is imported, and `python-dotenv` is installed only because others need it, such as `uvicorn`"
from fastapi import FastAPI
from google.api_core import exceptions
from google.cloud import firestore
from google.cloud import secretmanager  # expect: DEP003 "no manifest declares `google-cloud-secret-manager`"
from jose import jwt as jose_jwt
from pydantic import BaseModel
from starlette.requests import Request
from typing_extensions import TypedDict
import pandas  # expect: DEP003/review "declared for development only"
import orjson
import libs.shared
import generated_pb2
import settings_local
from app import optional, types, late
from . import sibling

app = FastAPI()
# --- app/sibling.py
import jwt
# --- app/types.py
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import boto3
else:
    boto3 = None
# --- app/optional.py
import importlib.util
import sys
from contextlib import suppress

try:
    import ujson
except ImportError:
    ujson = None
try:
    import rapidjson
except ModuleNotFoundError:
    import simplejson
try:
    import psutil
except Exception:
    psutil = None
try:
    import celery  # expect: DEP003
finally:
    loaded = True
with suppress(ImportError):
    import cchardet
if sys.version_info < (3, 11):
    import tomli
if importlib.util.find_spec("sentry_sdk"):
    import sentry_sdk
# --- app/late.py
def export():
    import xlsxwriter

    return xlsxwriter
# --- app/never_loaded.py
import flower
# --- libs/shared.py
import yaml
# --- gen/generated_pb2.pyi
# --- settings_local.py.example
DEBUG = True
# --- scripts/load.py
import boto3
# --- tests/test_app.py
import pytest
# --- requirements.txt
fastapi==0.141.0
uvicorn[standard]==0.35.0
PyYAML==6.0.2
python_jose[cryptography]==3.5.0
google-cloud-firestore==2.21.0
-r more.txt
# --- more.txt
# --- requirements/more.txt
numpy==2.3.0
# --- requirements-dev.txt
pandas==2.3.0
# --- requirements/json.txt
orjson==3.11.0
