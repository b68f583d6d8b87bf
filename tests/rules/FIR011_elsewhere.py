# Functions in JavaScript beside those in Python, services of other repositories.
# --- firebase.json
{
  "functions": [{"source": "functions"}, {"source": "web"}],
  "hosting": {"rewrites": [
    {"source": "/api/**", "function": "written_in_js"},
    {"source": "/run/**", "run": {"serviceId": "elsewhere"}}
  ]}
}
# --- web/package.json
{"name": "web"}
# --- functions/main.py
from firebase_functions import https_fn


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")
