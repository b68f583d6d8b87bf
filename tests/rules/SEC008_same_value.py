# One credential at several places is revoked once.
from fastapi import FastAPI

app = FastAPI()
# --- Dockerfile
FROM python:3.12-slim
ENV REPORTS_PASSWORD=9qVx2LmT7rWz4KbN8cYd1sHp
# above expect: SEC008 "" "take it out here and at `deploy.sh:2`"
ENV OTHER_PASSWORD=7rWz4KbN9qVx2LmT8cYd1sHp
# above expect: SEC008
CMD ["uvicorn", "app.main:app"]
# --- deploy.sh
#!/bin/sh
export REPORTS_PASSWORD=9qVx2LmT7rWz4KbN8cYd1sHp
gcloud run deploy api --set-env-vars REPORTS_PASSWORD=$REPORTS_PASSWORD
