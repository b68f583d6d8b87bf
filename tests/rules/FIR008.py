# --- deploy.sh
set -euo pipefail
gcloud run deploy api --source . --project example
# --- main.py
import os

import firebase_admin
from fastapi import Depends, FastAPI
from firebase_admin import credentials, firestore, initialize_app

from zagain import second

firebase_admin.initialize_app(credentials.Certificate("service-account.json"))  # expect: FIR008/warning "`service-account.json`"
named = firebase_admin.initialize_app(name="other")
app = FastAPI()


def client():
    initialize_app()  # expect: FIR008/warning "for each request"
    return firestore.client()


def guarded():
    if not firebase_admin._apps:
        firebase_admin.initialize_app()
    return firestore.client()


def tried():
    try:
        firebase_admin.get_app()
    except ValueError:
        firebase_admin.initialize_app()
    return firestore.client()


def from_environment():
    return credentials.Certificate({"type": os.environ["TYPE"]})


@app.get("/")
def read(db=Depends(client), other=Depends(guarded), third=Depends(tried)) -> dict:
    firebase_admin.initialize_app(name="tenant")
    return {}
# --- zagain.py
import firebase_admin

firebase_admin.initialize_app()  # expect: FIR008 "once more"
second = 1
# --- scripts/seed.py
import firebase_admin
from firebase_admin import credentials

firebase_admin.initialize_app(credentials.Certificate("key.json"))
