# --- lib.py
import os

A = os.environ["FIRST_VARIABLE"]
B = os.environ["SECOND_VARIABLE"]
