# One credential at several places is revoked once.
import os

from fastapi import FastAPI

app = FastAPI()
password = os.environ["REPORTS_PASSWORD"]
# --- Dockerfile
FROM python:3.12-slim
ENV REPORTS_PASSWORD=9qVx2LmT7rWz4KbN8cYd1sHp
# above expect: SEC008 "" "take it out here and at `deploy.sh:2`"
ENV OTHER_PASSWORD=7rWz4KbN9qVx2LmT8cYd1sHp
# above expect: SEC008
ENV MAIL_PASSWORD=Kb7rWz4N9qVx2LmT8cYd1sHp
# above expect: SEC008 "" "no Python code here reads `MAIL_PASSWORD`"
CMD ["uvicorn", "app.main:app"]
# --- deploy.sh
#!/bin/sh
export REPORTS_PASSWORD=9qVx2LmT7rWz4KbN8cYd1sHp
gcloud run deploy api --set-env-vars REPORTS_PASSWORD=$REPORTS_PASSWORD
# --- mail.sh
#!/bin/sh
export MAIL_PASSWORD=Kb7rWz4N9qVx2LmT8cYd1sHp
