# --- .firebaserc
{"projects": {"default": "shop-demo"}}
# --- deploy_staging.sh
#!/bin/bash
set -euo pipefail
firebase deploy --only functions  # expect: DEP038/review "else to `default` of `.firebaserc`" "which has `default` only"
gcloud run deploy api --source .  # expect: DEP038/review "whatever project is active" "the id of the project that is meant"
# --- firebase.json
{"functions": {"source": "."}}
# --- main.py
from fastapi import FastAPI

app = FastAPI()
