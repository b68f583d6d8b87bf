# rules: SEC008, SEC010
# Configuration that is not Python: a name that speaks of a secret, and a value that looks like one.
# --- docker-compose.yml
services:
  api:
    environment:
      SECRET_KEY: 65021b421dda4347274ff83f450678380416004398cabe65f2ba0deabc288dcd  # expect: SEC002 "`SECRET_KEY` is set to 64 characters that look like a generated secret"
      - JWT_KEY_SECRET=9qVx2LmT7rWz4KbN8cYd1sHp  # expect: SEC002
      JWT_SIGNING_KEY: "9qVx2LmT7rWz4KbN8cYd1sHp"  # expect: SEC002
      API_TOKEN: ${API_TOKEN}
      TOKEN_URL: /api/v1/login/access-token-x9
      DB_PASSWORD: vT7#qLw2Zk9  # expect: SEC002/review "password"
      POSTGRES_PASSWORD: postgres
      PUBLIC_KEY: 9qVx2LmT7rWz4KbN8cYd1sHp
      image: shop@sha256:65021b421dda4347274ff83f450678380416004398cabe65f2ba0deabc288dcd

# --- config/settings.json
{
  "api_key": "9qVx2LmT7rWz4KbN8cYd1sHp",  // expect: SEC002
  "next_page_token": "9qVx2LmT7rWz4KbN8cYd1sHp",
  "secret_name": "shop-stripe-key-2026"
}

# --- Dockerfile
FROM python:3.12
ENV SESSION_SECRET 9qVx2LmT7rWz4KbN8cYd1sHp  # expect: SEC008
ENV PYTHONUNBUFFERED=1
ARG API_KEY

# --- scripts/run.sh
export WEBHOOK_SECRET='9qVx2LmT7rWz4KbN8cYd1sHp'  # expect: SEC010
export OTHER_SECRET="$(openssl rand -hex 32)"
SECRET_KEY=$(cat /run/secrets/key)
# SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp

# --- .env.example
SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp

# --- uv.lock
api_key = "9qVx2LmT7rWz4KbN8cYd1sHp"

# --- web/client.js
const apiToken = "9qVx2LmT7rWz4KbN8cYd1sHp";  // expect: SEC002
const client = new Client({ endpoint: "/v1", secretKey: '9qVx2LmT7rWz4KbN8cYd1sHp' });  // expect: SEC002
const nextPageToken = "9qVx2LmT7rWz4KbN8cYd1sHp";
const apiKey = process.env.API_KEY ?? "your-api-key-goes-here-2026";
const publicKey = "9qVx2LmT7rWz4KbN8cYd1sHp";
const tokens = { accessToken: "access-token-of-the-user-2026" };
const password = "vT7#qLw2Zk9x";
# --- worker/main.go
apiSecret := "9qVx2LmT7rWz4KbN8cYd1sHp"  // expect: SEC002
revision := "9qVx2LmT7rWz4KbN8cYd1sHp"
# --- web/client.test.js
const apiToken = "9qVx2LmT7rWz4KbN8cYd1sHp";

# --- deploy/web.config
<configuration>
  <password>vT7#qLw2Zk9x</password>  // expect: SEC002
  <string name="client_secret">9qVx2LmT7rWz4KbN8cYd1sHp</string>  // expect: SEC002
  <add key="ApiKey" value="9qVx2LmT7rWz4KbN8cYd1sHp" />  // expect: SEC002
  <server host="db" user="app" password="vT7#qLw2Zk9x" />  // expect: SEC002
  <add name="db" connectionString="Server=db;User Id=app;Password=vT7#qLw2Zk9x;" />  // expect: SEC002
  <token>access-token</token>
  <password/>
</configuration>
# --- deploy/pod.json
{"env": [{"name": "LOG", "value": "vT7#qLw2Zk9x"}, {"user": "app", "password": "vT7#qLw2Zk9x"}]}  // expect: SEC002
# --- deploy/values.conf
  - name: DB_PASSWORD
    value: vT7#qLw2Zk9x  # expect: SEC002
  - name: DB_HOST
    value: vT7#qLw2Zk9x
run: client --user app --password vT7#qLw2Zk9x  # expect: SEC002
# --- deploy/users.sql
CREATE USER app WITH PASSWORD 'vT7#qLw2Zk9x';  # expect: SEC002
CREATE USER other IDENTIFIED BY 'vT7#qLw2Zk9x';  # expect: SEC002
SELECT password FROM users WHERE name = 'vT7#qLw2Zk9x';
# --- .netrc
machine api.acme.io login deploy password swordfish  # expect: SEC002
# --- .npmrc
//registry.npmjs.org/:_authToken=26dfe8d8-889b-4380-92ff-9c3c6ea5d930  # expect: SEC002
_auth = ZGVwbG95OnZUNyNxTHcyWms5eA==  # expect: SEC002
//registry.npmjs.org/:_authToken=${NPM_TOKEN}
# --- sftp-config.json
{"host": "acme.io", "user": "root", "password": "swordfish"}  // expect: SEC002
# --- app/other.json
{"host": "acme.io", "user": "root", "password": "swordfish"}
# --- deploy/htpasswd
admin:$apr1$tp8glkbm$GjmIn3XaOS8X74kQ8eZT9e  # expect: SEC002
daemon:*:17431:0:99999:7:::
# --- deploy/notes
db.acme.io user: deploy, pw: vT7#qLw2Zk9x  # expect: SEC002
# --- helm/values-ci.yaml
opensearch_admin_password: vT7#qLw2Zk9x
# --- helm/values-precise.yaml
opensearch_admin_password: vT7#qLw2Zk9x  # expect: SEC002
# --- docker-compose.yaml
services:
  web-dev:
    profiles: [ci, frontend-dev]
    environment:
      NEXTAUTH_SECRET: 9qVx2LmT7rWz4KbN8cYd1sHp  # expect: SEC002/suggestion
  web:
    environment:
      NEXTAUTH_SECRET: 9qVx2LmT7rWz4KbN8cYd1sHp  # expect: SEC002/critical
# --- web/map.js
const layer = new Layer({ accessToken: 'pk.eyJ1IjoiZ2VvdmF0aW9uIiwiYSI6ImNrcGljOXBwbTBoc3oyb3BjMGsxYW9wZ2EifQ.euYtUXb6HJGLHkj4Wi3gjA' });

# --- backend/ci.env
JWT_SECRET=9qVx2LmT7rWz4KbN8cYd1sHp  # expect: SEC002/review

# --- dashboard/Start.tsx
const button = <Button token="k175npb4nsvdza67sy7gy0745d7kdw6f" />;  // expect: SEC002/review
# --- requests/orders.postman_collection.json
{"raw": "{\r\n  \"email\": \"a@acme.io\",\r\n  \"password\": \"JohnDoe@123\"\r\n}"}
# --- requests/accounts.json
{"raw": "{\r\n  \"email\": \"a@acme.io\",\r\n  \"password\": \"JohnDoe@123\"\r\n}"}  # expect: SEC002/review
