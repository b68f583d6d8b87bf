# A person's own machine signs in; no job could prove who it is.
# --- scripts/run-locally.sh
gcloud auth activate-service-account --key-file "$GOOGLE_APPLICATION_CREDENTIALS"
