# --- app/log.py
import logging

logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
# --- app/main.py
import logging
import time

logging.Formatter.converter = time.gmtime
