# --- lib/core.py
import requests
