# Where git tracks the env file that compose reads, a value of one's own does not belong there.
# --- history/1/stack/.env
LEVEL=info
# --- stack/.env
LEVEL=info
# --- stack/docker-compose.yml
services:
  admin:
    image: dpage/pgadmin4
    ports: ["5050:80"]
    environment:
      PGADMIN_DEFAULT_PASSWORD: admin  # expect: SEC004/review "" "`PGADMIN_DEFAULT_PASSWORD: ${PGADMIN_DEFAULT_PASSWORD:?set it}`, and let everybody make their own (`openssl rand -hex 32`), in the environment: git tracks `stack/.env`."
# --- other/docker-compose.yml
services:
  admin:
    image: dpage/pgadmin4
    ports: ["5050:80"]
    environment:
      PGADMIN_DEFAULT_PASSWORD: admin  # expect: SEC004/review "" "set it in .env}`, and let"
# --- history/1/api/.env
SECRET_KEY=changethis
# --- api/.env
SECRET_KEY=changethis  # expect: SEC004/review "" "Compose files and workflows that read it need values of their own then."
