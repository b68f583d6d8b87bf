# --- .firebaserc
{
  "projects": { // expect: FIR012/warning "the same project"
    "staging": "orders-demo",
    "production": "orders-demo"
  }
}
# --- deploy.sh
set -euo pipefail
firebase deploy --only functions --project production
