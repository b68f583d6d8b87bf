# --- .firebaserc
{
  "projects": { // expect: FIR012/warning "staging"
    "default": "orders-demo"
  }
}
# --- deploy_staging.sh
set -euo pipefail
firebase deploy --only functions
