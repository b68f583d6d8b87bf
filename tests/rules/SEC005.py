# Env files that git tracks: the history makes this a git repository, whose last commit has the files below.
# --- history/1/README.md
First.

# --- .env
# Local settings.
PROJECT_NAME=shop
SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp  # expect: SEC005/critical "git tracks `.env`, which gives `SECRET_KEY` a value"

# --- .env.production
DATABASE_URL=postgresql://shop:vT7{join}qLw2Zk9@db.shop.koyeb.app:5432/shop  # expect: SEC005/critical

# --- functions/.env.shop-prod
REGION=europe-west1  # expect: SEC005/warning "nothing in it looks like a generated secret"

# --- deploy/local.env
SECRET_KEY=changeme  # expect: SEC005/review "nothing in it looks like a generated secret, and everybody knows the values of `SECRET_KEY` (line 1) and `DB_PASSWORD` (line 4)" "`git rm --cached deploy/local.env`, with its name in `.gitignore`; a new `deploy/.env.example` keeps"
PORT=8000
SITE=changeme
DB_PASSWORD=postgres

# --- .env.example
SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp

# --- .env.template
SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp

# --- tests/.env
SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp

# --- empty/.env
SECRET_KEY=
# OTHER=9qVx2LmT7rWz4KbN8cYd1sHp

# --- frontend/.env
VITE_API_URL=http://localhost:8000
MAILPIT_HOST=http://localhost:8025

# --- web/.env.production
NEXT_PUBLIC_API_URL=https://api.acme.io

# --- admin/.env
VITE_API_URL=http://localhost:8000  # expect: SEC005/warning
SMTP_HOST=mail.acme.io

# --- portal/.env
VITE_MAPS_SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp  # expect: SEC005/critical

# --- local/.env
PORT=8000  # expect: SEC005/warning

# --- own/.env.local
DATABASE_URL=postgresql://${DB_USER}:${DB_PASSWORD}@localhost/shop  # expect: SEC005/warning

# --- own/.env.test
SECRET_KEY=shop-for-tests

# --- server/e2e.env
ENV_FILE=e2e.env
ENCRYPTION_KEY=key-of-the-browser-tests

# --- .envrc
TOOLS_FOR_DIRENV="unzip tar curl"

# --- .env.make
CONTAINER_RUNTIME=docker

# --- .env.generated
# Settings of the shop. Copy this file to .env and change it.
DB_PASSWORD=shopshop

# --- shared/.env.local
DATABASE_URL=postgresql://shop:shop@localhost/shop  # expect: SEC005/review

# --- backend/ci.env
JWT_SECRET=9qVx2LmT7rWz4KbN8cYd1sHp  # expect: SEC005/review
# --- site/.env.production
VITE_FIREBASE_API_KEY=AIzaSyAQXCoAVfkqOeCqb782E8rkrhLNMbEWZ{join}CU  # expect: SEC005/warning
SITE_NAME=shop

# --- envs/production.env
#ENC[AES256_GCM,data:ywdtXYhxAg==,iv:seWKfkk,tag:JDhNQSMK==,type:comment]
SECRET_KEY=ENC[AES256_GCM,data:3F4SEnkbEHZ,iv:T7QWofK6s5WxraQf6G2GXsHM,tag:rYZGJJkvZDc1,type:str]
SMTP_HOST=
sops_mac=ENC[AES256_GCM,data:g1A5qV6OfgIllTNAdAUI,iv:T7QWofK6s5Wx,tag:rYZGJJkvZDc1,type:str]
sops_version=3.13.1

# --- envs/staging.env
SECRET_KEY=ENC[AES256_GCM,data:3F4SEnkbEHZ,iv:T7QWofK6s5WxraQf6G2GXsHM,tag:rYZGJJkvZDc1,type:str]
DB_PASSWORD=shop  # expect: SEC005/review "git tracks `envs/staging.env`"
sops_version=3.13.1

# --- mobile/.env
DOTENV_PUBLIC_KEY="03f8b376234c4f2f0445f392a12e80f3a84b4b0d1e0c3df85c494e45812653c22a"
SECRET_KEY="encrypted:BNZqNWzTvJ4fyuN1MhvxZbCTEFLKBtRfVQ6oH3lMNEWZKpjvD2MhhQZn0aB"

# --- crypted/.gitattributes
*.env filter=git-crypt diff=git-crypt
*.png binary

# --- crypted/local.env
SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp

# --- history/1/korean/.env.docker
# 실제 사용시 .env 파일로 복사하여 사용
SECRET_KEY=changeme
# --- korean/.env.docker
# 실제 사용시 .env 파일로 복사하여 사용
SECRET_KEY=changeme
# --- history/1/checks/.env.ci
SECRET_KEY=changeme
# --- checks/.env.ci
SECRET_KEY=changeme
# --- history/1/served/.env.development
SECRET_KEY=changeme
# --- served/.env.development
SECRET_KEY=changeme  # expect: SEC005/warning
