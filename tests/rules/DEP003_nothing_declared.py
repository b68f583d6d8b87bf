# That nothing is declared at all is DEP001's.
# --- main.py
import yaml
from fastapi import FastAPI

app = FastAPI()
