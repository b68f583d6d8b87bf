# Several applications: the one is judged that is deployed.
# --- shop/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["uvicorn", "shop_app:app", "--host", "0.0.0.0"]
# --- shop/shop_app.py
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer


def current_user(token: str = Depends(HTTPBearer())) -> str:
    if token != "secret":
        raise HTTPException(401)
    return "user"


app = FastAPI(dependencies=[Depends(current_user)])


@app.post("/orders")
def order() -> None:
    return None
# --- bot/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["uvicorn", "bot_app:app", "--host", "0.0.0.0"]
# --- bot/bot_app.py
import psycopg2
from fastapi import FastAPI

app = FastAPI()


@app.post("/deploy")
def deploy(name: str) -> None:
    with psycopg2.connect("dbname=x") as connection:
        connection.cursor().execute("insert into items values (%s)", (name,))
# --- deploy-shop.sh
set -euo pipefail
docker build -t "$TAG" -f shop/Dockerfile shop
gcloud run deploy shop --image "$TAG" --region europe-west1 --service-account a --max-instances 3 --allow-unauthenticated
# --- deploy-bot.sh
set -euo pipefail
docker build -t "$TAG" bot
gcloud run deploy bot --image "$TAG" --region europe-west1 --service-account a --max-instances 3 --allow-unauthenticated  # expect: DEP036/review "everybody"
# --- deploy-any.sh
set -euo pipefail
gcloud run deploy any --image "$TAG" --region europe-west1 --service-account a --max-instances 3 --allow-unauthenticated
# --- deploy-source.sh
set -euo pipefail
gcloud run deploy bot --source bot --region europe-west1 --service-account a --max-instances 3 --allow-unauthenticated  # expect: DEP036/review "everybody"
# --- .github/workflows/deploy.yml
on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: docker build -t shop:${{ github.sha }} shop
      - run: docker build -t bot:${{ github.sha }} bot
      - run: gcloud run deploy shop --image shop:${{ github.sha }} --region europe-west1 --service-account a --max-instances 3 --allow-unauthenticated
