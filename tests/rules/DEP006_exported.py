# `poetry export` wrote the list: what is in it somebody needs.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0 ; python_version >= "3.12" and python_version < "4.0"
anyio==4.11.0 ; python_version >= "3.12" and python_version < "4.0"
starlette==0.47.0 ; python_version >= "3.12" and python_version < "4.0"
idna==3.10 ; python_version >= "3.12" and python_version < "4.0"
types-requests==2.32.4 ; python_version >= "3.12" and python_version < "4.0"
