# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()
A = os.environ["FIRST_VARIABLE"]  # expect: DEP022/warning "named in no guide, example, manifest or script: `FIRST_VARIABLE`, `SECOND_VARIABLE`"
B = os.environ["SECOND_VARIABLE"]
# Set by who completes a command line.
C = os.environ["_ORDERS_COMPLETE"], os.environ["COMP_WORDS"]
