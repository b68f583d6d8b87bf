# --- firebase.json
{
  "functions": [{"source": "functions", "codebase": "api", "runtime": "python312"}],
  "hosting": [
    {
      "rewrites": [
        {"source": "/api/**", "function": {"functionId": "api", "region": "europe-west1"}},
        {"source": "/old/**", "function": "legacy"}, // expect: FIR011/warning "no function `legacy`"
        {"source": "/us/**", "function": {"functionId": "api", "region": "us-east1"}}, // expect: FIR011/critical "`europe-west1`"
        {"source": "/plain/**", "function": "plain"},
        {"source": "/plain2/**", "function": {"functionId": "plain", "region": "us-central1"}},
        {"source": "/job/**", "function": "nightly"},
        {"source": "/run/**", "run": {"serviceId": "backend", "region": "europe-west1"}},
        {"source": "/else/**", "run": {"serviceId": "frontend"}}, // expect: FIR011/review "no service `frontend`"
        {"source": "**", "destination": "/index.html"}
      ]
    }
  ]
}
# --- deploy.sh
set -euo pipefail
gcloud run deploy backend --source . --project example --region europe-west1
# --- functions/requirements.txt
firebase-functions==0.4.2
# --- functions/main.py
from firebase_functions import https_fn, options, scheduler_fn


@https_fn.on_request(region=options.SupportedRegion.EUROPE_WEST1)
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")


@https_fn.on_request()
def plain(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")


@scheduler_fn.on_schedule(schedule="every day 06:00")
def nightly(event: scheduler_fn.ScheduledEvent) -> None:
    print("x")
# --- shop/firebase.json
{
  "functions": {"source": "backend"},
  "hosting": {"rewrites": [
    {"source": "/api/**", "function": {"functionId": "api", "region": "us-central1"}},
    {"source": "/plain/**", "function": "plain"} // expect: FIR011 "no function `plain`"
  ]}
}
# --- shop/backend/main.py
from firebase_functions import https_fn


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")
