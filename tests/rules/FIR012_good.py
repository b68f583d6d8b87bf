# --- .firebaserc
{
  "projects": {
    "default": "orders-staging",
    "production": "orders-live"
  }
}
# --- deploy_staging.sh
set -euo pipefail
firebase deploy --only functions
