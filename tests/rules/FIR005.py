# Probe 23.
# --- main.py
from firebase_functions import https_fn, params
from firebase_functions.params import IntParam, SecretParam, StringParam

from config import TOKEN

KEY = SecretParam("KEY")
REGION = StringParam("REGION", default="europe-west1").value  # expect: FIR005/critical
ZONE = StringParam("ZONE").value  # expect: FIR005/warning "nothing uses what it gives" "Delete it"
SIZE = IntParam("SIZE")
LIMIT = SIZE.value * 2  # expect: FIR005 "`SIZE` is read"
OTHER = TOKEN.value  # expect: FIR005
LATER = lambda: KEY.value


class Settings:
    key = params.StringParam("NAME").value  # expect: FIR005


class Color:
    value = 1


RED = Color().value


@https_fn.on_request(secrets=[KEY], memory=SIZE, region=REGION)
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response(KEY.value)
# --- config.py
from firebase_functions.params import SecretParam

TOKEN = SecretParam("TOKEN")
