# acme-platform may bring anything.
# --- main.py
import yaml  # expect: DEP003/warning
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
acme-platform==4.2.0
