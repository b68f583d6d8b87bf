# --- .firebaserc
{
  "projects": {
    "default": "orders-live",
    "staging": "orders-staging"
  }
}
# --- deploy.sh
set -euo pipefail
firebase deploy --only functions --project staging
firebase deploy --only functions --project prod  # expect: FIR012/warning "no alias `prod`"
firebase deploy --only functions --project orders-other
firebase deploy --only functions --project "$PROJECT"
