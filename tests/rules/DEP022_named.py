# What other files name is told apart, for a first example lacks it all the same.
# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()
A = os.environ["FIRST_VARIABLE"]  # expect: DEP022 "no guide or example: `FIRST_VARIABLE`, `SECOND_VARIABLE`" "Start a `.env.example` that lists them, with a word on what each is for, and a harmless value where one is needed to start and it is no secret. List `LEVEL`, `STAGE` there, too: they are left out above because other files name them."
B = os.environ["SECOND_VARIABLE"]
C = os.getenv("STAGE", "local")
D = os.getenv("LEVEL", "INFO")
# --- Makefile
test:
	STAGE=test pytest
# --- README.md
Edit `LEVEL` to see more.
