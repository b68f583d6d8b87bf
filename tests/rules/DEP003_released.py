# --- requirements-slim.txt
fastapi==0.115.6
# --- orders-1.0.dist-info/METADATA
Name: orders
Version: 1.0
Requires-Dist: fastapi
Requires-Dist: pyyaml
# --- orders/main.py
import os

import yaml
from fastapi import FastAPI

app = FastAPI()
FIRST = os.environ["FIRST_VARIABLE"]
SECOND = os.environ["SECOND_VARIABLE"]


@app.get("/health")
def health() -> str:
    return yaml.dump(FIRST)
