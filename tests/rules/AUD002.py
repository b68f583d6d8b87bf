# --- a/requirements.txt
fastapi==0.115.6
sqlalchemy
pydantic>=2.6
# --- a/app/main.py
import sqlalchemy  # expect: AUD002 "which version of sqlalchemy runs here"
import starlette.status
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy.orm import Session
# --- a/app/other.py
import fastapi
import sqlalchemy
# --- b/pyproject.toml
[project]
name = "b"
dependencies = ["fastapi", "starlette<1"]
# --- b/app/main.py
import starlette
from fastapi import FastAPI  # expect: AUD002/suggestion "which version of fastapi runs here"
from pydantic import BaseModel, field_validator
from fastapi_users import FastAPIUsers
# --- tests/test_x.py
import starlette
