# --- service.yaml
apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: shop
spec:
  template:
    spec:
      containers:
        - image: shop
          env:
            - name: DATABASE_URL  # expect: DEP023/review "The application needs `SESSION_KEY`, which nothing here provides"
              valueFrom:
                secretKeyRef: {name: url, key: latest}
            - name: APP_TOKEN
              value: x
        - image: proxy
          env:
            - name: PROXY_PORT
              value: "1"
# --- deploy.sh
#!/bin/bash
set -euo pipefail
gcloud run deploy shop --image shop --update-env-vars DATABASE_URL=x
# --- main.py
import os

from fastapi import FastAPI
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="APP_")

    token: str
    size: int = 5


app = FastAPI()
settings = Settings()
url = os.environ["DATABASE_URL"]
key = os.environ["SESSION_KEY"]
port = os.environ["PORT"]
optional = os.getenv("OPTIONAL_NAME")
given = os.environ["GIVEN_BY_IMAGE"]
# --- Dockerfile
FROM python:3.12-slim
ENV GIVEN_BY_IMAGE=1
CMD ["uvicorn", "main:app"]
