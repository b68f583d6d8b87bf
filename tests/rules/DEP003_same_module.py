# Several packages have the same modules.
# --- main.py
import cv2
import psycopg2
import typer
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
# --- requirements.txt
fastapi-slim==0.115.0
opencv-contrib-python==4.10.0.84
psycopg2-binary==2.9.9
typer-slim==0.15.0
