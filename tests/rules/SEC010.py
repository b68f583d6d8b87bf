# --- .github/workflows/deploy.yml
on: push
env:
  REGISTRY_PASSWORD: vT7qLw2Zk9x!  # expect: SEC010/critical "The workflow gives `REGISTRY_PASSWORD` a literal value of 12 characters"
  API_TOKEN: ${{ secrets.API_TOKEN }}
  TOKEN_URL: /api/v1/login
  MINIO_ROOT_PASSWORD: bluebird-hill
jobs:
  deploy:
    runs-on: ubuntu-24.04
    permissions:
      id-token: write
    container:
      image: ghcr.io/acme/shop:1
      credentials:
        username: shop
        password: bluebird-hill  # expect: SEC010/review
    services:
      db:
        image: postgres:17
        env:
          POSTGRES_PASSWORD: bluebird-hill
    steps:
      - uses: docker/login-action@v3
        with:
          username: shop
          password: vT7qLw2Zk9x!  # expect: SEC010
      - uses: docker/login-action@v3
        with:
          password: ${{ secrets.DOCKER_PASSWORD }}
      - name: Deploy
        env:
          SECRET_KEY: 9qVx2LmT7rWz4KbN8cYd1sHp  # expect: SEC010
          AUTH_TOKEN: "true"
          DEPLOY_TOKEN: <token>
        run: |
          export DB_PASSWORD=vT7qLw2Zk9x!  # expect: SEC010
          koyeb deploy . shop/api --env SECRET_KEY=@shop-key --env DB_PASSWORD=vT7qLw2Zk9x!  # expect: SEC010
          gcloud run deploy api --set-env-vars=MODE=live,SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp  # expect: SEC010
          gcloud run deploy api --set-secrets=SECRET_KEY=key:latest
# --- scripts/deploy.sh
#!/bin/sh
export SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp  # expect: SEC010 "The script"
export API_TOKEN="$(cat token)"
export API_SECRET=${API_SECRET:?}
DB_PASSWORD=vT7qLw2Zk9x! ./migrate.sh  # expect: SEC010
PASSWORD_FILE=/run/secrets/password ./migrate.sh
koyeb deploy . shop/api --env "DB_PASSWORD=$DB_PASSWORD"
# --- koyeb.yaml
name: shop
services:
  - name: api
    env:
      - key: ADMIN_PASSWORD
        value: bluebird-hill  # expect: SEC010/review "The manifest"
      - key: SECRET_KEY
        value: "@shop-key"
# --- cloudbuild.yaml
steps:
  - name: gcr.io/cloud-builders/gcloud
    args: ["run", "deploy", "--set-env-vars", "MODE=live,DB_PASSWORD=bluebird-hill"]  # expect: SEC010/review
# --- tests/run.sh
#!/bin/sh
export SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp
# --- deploy/migrate.sh
#!/bin/sh
OLD_DB_USER=shopdata
OLD_DB_PASSWORD=shopdata
NEW_DB_PASSWORD=bluebird-hill  # expect: SEC010/review
