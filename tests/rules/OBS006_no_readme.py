# project expect: OBS006/suggestion "No page says" "Write a page that says it"
# --- requirements.txt
fastapi==0.115.6
# --- main.py
import logging

from fastapi import FastAPI

logger = logging.getLogger(__name__)
app = FastAPI()
logger.warning("started")
# --- koyeb.yaml
name: orders
