# What another file names is known from there.
# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()
A = os.environ["FIRST_VARIABLE"]  # expect: DEP022 "named in no guide, example, manifest or script: `FIRST_VARIABLE`, `SECOND_VARIABLE`" "Start a `.env.example` that lists them, with a word on what each is for, and a harmless value where one is needed to start and it is no secret."
B = os.environ["SECOND_VARIABLE"]
C = os.getenv("STAGE", "local")
D = os.getenv("LEVEL", "INFO")
# --- Makefile
test:
	STAGE=test pytest
# --- README.md
Edit `LEVEL` to see more.
