# Two services, each with its own requirements; one installs the shared package of the repository.
# --- services/api/main.py
import boto3  # expect: DEP003/review "`boto3` is declared for another part of the repository only"
import shared.clients
import structlog
from fastapi import FastAPI

app = FastAPI()
# --- services/api/requirements.txt
fastapi==0.141.0
-e ../../packages/shared
# --- services/worker/requirements.txt
boto3==1.40.0
# --- packages/shared/pyproject.toml
[project]
name = "shop-shared"
dependencies = ["structlog==25.1.0"]
# --- packages/shared/shared/clients.py
import structlog
