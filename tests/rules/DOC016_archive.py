# --- requirements.txt
# project expect: DOC016 "There is no README"
fastapi==0.115.6
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- widgets-master/README.md
# Widgets

`make run` starts them.
