# --- lib/core.py
import requests
# --- requirements.txt
requests
