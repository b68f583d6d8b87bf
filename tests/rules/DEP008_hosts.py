# Who reads variables of several platforms may run anywhere, and a name alone proves nothing.
# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()  # expect: DEP008/review "Nothing that a platform reads"
print(os.getenv("RAILWAY_PUBLIC_DOMAIN"), os.getenv("FLY_APP_NAME"), os.getenv("RENDER_TIMEOUT"))
# --- requirements.txt
fastapi==0.115.0
