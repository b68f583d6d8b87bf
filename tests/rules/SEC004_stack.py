# --- docker-compose.yml
services:
  db:
    image: postgres:17
    ports: ["5432:5432"]
    environment:
      POSTGRES_PASSWORD: '123456'  # expect: SEC004/review "" "`DATABASE_PASSWORD` of `deploy/.env.server` has the same value: change it with this one."
  api:
    volumes:
      - ./deploy/.env.server:/srv/.env
# --- docker-compose.gpu.yml
services:
  db:
    image: postgres:17
    ports: ["5432:5432"]
    environment:
      POSTGRES_PASSWORD: '123456'
# --- history/1/deploy/.env.server
DATABASE_PASSWORD='123456'
# --- deploy/.env.server
DATABASE_PASSWORD='123456'
OAUTH2_ONE_CLIENT_SECRET='changeme'  # expect: SEC004/review
OAUTH2_OTHER_CLIENT_SECRET='changeme'  # expect: SEC004/review
# --- shop/docker-compose.yml
# A stack of its own.
services:
  db:
    image: postgres:17
    ports: ["5433:5432"]
    environment:
      POSTGRES_PASSWORD: '123456'  # expect: SEC004/review
# --- start.sh
#!/bin/sh
if [ "$1" = fresh ]; then
  ADMIN_PASSWORD="admin"  # expect: SEC004/review
  ./setup "$ADMIN_PASSWORD"
else
  ADMIN_PASSWORD="admin"
  ./update "$ADMIN_PASSWORD"
fi
# --- tools/move/docker-compose.yml
services:
  db:
    ports: ["5434:5432"]
    environment:
      POSTGRES_PASSWORD: postgres  # expect: SEC004/suggestion
