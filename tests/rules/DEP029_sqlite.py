# --- app/main.py
from fastapi import FastAPI
from sqlmodel import SQLModel, create_engine

engine = create_engine("sqlite:///app.db")
SQLModel.metadata.create_all(engine)
app = FastAPI()
