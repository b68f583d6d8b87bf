# Flask brings itsdangerous along.
# --- main.py
from fastapi import FastAPI, Form
from firebase_functions import https_fn
from starlette.middleware.sessions import SessionMiddleware  # expect: DEP004/warning "only because others need it, such as `firebase-functions`" "or take `SessionMiddleware` out"

app = FastAPI()


@app.post("/login")
def login(name: str = Form()) -> str:  # expect: DEP004/review "declared for development only"
    return name
# --- requirements.txt
fastapi==0.141.0
firebase-functions==0.4.3
# --- requirements-dev.txt
python-multipart==0.0.20
