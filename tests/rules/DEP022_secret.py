# What `firebase deploy` asks for and keeps must not stand in `.env` as well.
# --- main.py
from firebase_functions import https_fn
from firebase_functions.params import SecretParam, StringParam

KEY = SecretParam("REPORTS_KEY")
RECIPIENT = StringParam("RECIPIENT")
REGION = StringParam("REGION").value


@https_fn.on_request(secrets=[KEY])
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response(KEY.value + RECIPIENT.value)
# --- .env.example
LOG_LEVEL=INFO
# above expect: DEP022 "listed here: `RECIPIENT`" "Secrets that Firebase keeps (`REPORTS_KEY`) stay out."
