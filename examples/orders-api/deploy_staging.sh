#!/bin/bash
# Deploys the functions and the rules to staging, and the HTTP service to Cloud Run.

cd firebase-functions
pip install -r requirements.txt
python -m pytest tests || true
cd ..

export REPORTS_PASSWORD="mQ4vT9xLz2Wc7Hd"

firebase deploy --only functions,firestore:rules --force
gcloud run deploy orders-api --source firebase-functions --allow-unauthenticated --set-env-vars REPORTS_PASSWORD=$REPORTS_PASSWORD
