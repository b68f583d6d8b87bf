# --- firebase.json
{
  "functions": [
    { "source": "a", "runtime": "python312" },
    { "source": "b", "runtime": "python312" },
    { "source": "c", "runtime": "python312" },
    { "source": "d", "runtime": "python312" }
  ]
}
# --- a/requirements.txt
fastapi==0.115.0  # expect: FIR002/critical "is not among the requirements"
# --- a/main.py
from firebase_functions import https_fn


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")
# --- b/requirements.txt
firebase-functions==0.4.2
# --- b/main.py
x = 1  # expect: FIR002 "defines no function"
# --- c/requirements.txt
firebase-functions==0.4.2  # expect: FIR002 "no main.py"
# --- d/requirements.txt
firebase_functions>=0.4
# --- d/main.py
from api import hello
# --- d/api.py
from firebase_functions import https_fn


@https_fn.on_call()
def hello(request: https_fn.CallableRequest) -> str:
    return "ok"
