# What GitHub's machines start is gone with the job.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/test-deploy.yml
on: pull_request
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: docker compose up -d --wait backend
# --- .github/workflows/cluster.yml
on: [push, pull_request]
jobs:
  kind:
    runs-on: ubuntu-latest
    steps:
      - uses: helm/kind-action@v1
      - run: helm upgrade --install api ./chart
  minikube:
    runs-on: ubuntu-latest
    steps:
      - run: |
          minikube start --driver=docker
          kubectl apply -f k8s/
  namespace:
    runs-on: ubuntu-latest
    steps:
      - run: kubectl create namespace api --dry-run=client -o yaml | kubectl apply -f -
# --- .github/workflows/requests.yml
on:
  pull_request:
  merge_group:
jobs:
  chart:
    runs-on: ubuntu-latest
    steps:
      - run: helm upgrade --install api ./chart
# --- .github/workflows/ssh.yml
on: push
jobs:
  logs:
    runs-on: ubuntu-latest
    steps:
      - uses: appleboy/ssh-action@v1
        with:
          host: example.org
          script: |
            df -h
            docker ps
