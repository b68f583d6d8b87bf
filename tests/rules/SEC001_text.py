# Files that are not Python. Tokens are made up, and written in two pieces ({join} is taken out).
# --- .env.production
DATABASE_URL=postgresql://shop:vT7{join}qLw2Zk9@db.shop.koyeb.app:5432/shop  # expect: SEC001 "password in a URL"
GITHUB_TOKEN=ghp_{join}q7Zt2mXv9LkP4rWb8NcD1sYh6GfJ3x3siD5a  # expect: SEC001 "GitHub personal access token in the source: `ghp_…`, 40 characters"
STRIPE_KEY=sk_live_{join}tKCsXRpJG2Tr8hzUjEcPVJ2t  # expect: SEC001 "live Stripe secret key"
EMPTY=
FROM_ELSEWHERE=${GITHUB_TOKEN}

# --- deploy/service-account.json
{
  "type": "service_account",
  "project_id": "shop",
  "private_key": "-----BEGIN PRIVATE KEY-----\n7prGmx94ZO68JUdUCWPsd7iEvtV+qPtJzkkn5Fo6/CimfvfpqK4VAAHyvdr9iGO3\nnrpzC923bcT5ELaz702+pgjHR8UPWDJcYo6PtiqOSheHLyoMatD9P4Epp9TtbFRA\n-----END PRIVATE KEY-----\n",  # expect: SEC001 "key of a Google service account"
  "client_email": "shop@shop.iam.gserviceaccount.com"
}

# --- scripts/deploy.sh
curl -H "Authorization: Bearer ghp_{join}q7Zt2mXv9LkP4rWb8NcD1sYh6GfJ3x3siD5a" https://api.github.com  # expect: SEC001
koyeb deploy . shop/api --env TOKEN=@shop-token
# fastidious: ignore[SEC001] revoked on the day it was found
echo ghp_{join}q7Zt2mXv9LkP4rWb8NcD1sYh6GfJ3x3siD5a

# --- certs/server.key
-----BEGIN RSA PRIVATE KEY-----  # expect: SEC001 "private key"
7prGmx94ZO68JUdUCWPsd7iEvtV+qPtJzkkn5Fo6/CimfvfpqK4VAAHyvdr9iGO3
nrpzC923bcT5ELaz702+pgjHR8UPWDJcYo6PtiqOSheHLyoMatD9P4Epp9TtbFRA
qQ7ocvARmZVGn+t0ooWs8FloAQ8jzn+jddz54U/7vl7VcQyxvkarw9h9nw00BdEx
-----END RSA PRIVATE KEY-----

# --- README.md
Set `STRIPE_KEY=sk_live_{join}tKCsXRpJG2Tr8hzUjEcPVJ2t` and go.
A real one is told by its checksum: ghp_{join}q7Zt2mXv9LkP4rWb8NcD1sYh6GfJ3x3siD5a  # expect: SEC001
The vendor's example is AKIA{join}IOSFODNN7EXAMPLE.

# --- frontend/firebase.js
const config = { authDomain: "shop.firebaseapp.com", projectId: "shop", apiKey: "AIza{join}I2Y1rzw27jkooEKqazwJ7QFMPd3W2XyygNd" };  // expect: SEC001/warning

# --- tests/data/page.html
<img src="https://shop.s3.amazonaws.com/a.jpg?X-Amz-Credential=AKIA{join}KEUCRLBQBNCCN2DH%2F20260101%2Feu">

# --- package-lock.json
{"integrity": "sha512-sk_live_{join}tKCsXRpJG2Tr8hzUjEcPVJ2t"}

# --- web/schema.ts
/** @example sk_live_{join}tKCsXRpJG2Tr8hzUjEcPVJ2t */
const key = "sk_live_{join}tKCsXRpJG2Tr8hzUjEcPVJ2t";  // expect: SEC001

# --- web/client.spec.ts
const key = "sk_live_{join}tKCsXRpJG2Tr8hzUjEcPVJ2t";

# --- deploy/encoded.cfg
token = Z2hwX3E3WnQybVh2OUxrUDRyV2I4TmNEMXNZaDZHZkozeDNzaUQ1YQ==  # expect: SEC001 "GitHub personal access token in the source, 54 characters"
words = dGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRoZSBsYXp5IGRvZyAy

# --- .github/actions/deploy/action.yml
runs:
  using: composite
  steps:
    - uses: aws-actions/configure-aws-credentials@8df5847569e6427dd6c4fb1cf565c83acfa8afa7
    - uses: actions/create-github-app-token@bcd2ba49218906704ab6c1aa796996da409d3eb1

# --- deploy/headers.conf
proxy_set_header Authorization "Basic ZGVwbG95OnZUNyNxTHcyWms5eA==";  # expect: SEC001/review "credentials of HTTP basic authentication"
proxy_set_header Authorization "Basic dXNlcjpwYXNzd29yZA==";
proxy_set_header Authorization "Bearer mtx6t5Bc6o3HdPhjANR4vJxImHA2MN82";  # expect: SEC001/review "bearer token"
proxy_set_header Authorization "Bearer $token";

# --- deploy/signing.jwk
{"kty": "EC", "crv": "P-256", "d": "R7hqM6q73SWKJESlAqUTydTdrD8Bu0BwWjACL7Mu56V", "kid": "1"}  // expect: SEC001 "private key in JSON"
# --- web/path.json
{"path": {"d": "VgwGux1C6FVl4V5hTTLEJq9KD9hZOkzcaD4CezIt6nw"}}

# --- deploy/id.ppk
PuTTY-User-Key-File-2: ssh-rsa
Encryption: none
Comment: deploy
Public-Lines: 1
GaJ0Sc908cetdSZJX97meUFQw1WwwrpvWrRevqS6okAhPpcyoxVntzV01q87ggKz
Private-Lines: 1
6dqstKwkpamwnsBJboNqnCdODITLLCcXlkO3AZRZHzXCmFhVk7yZynWIki78lV3A  # expect: SEC001 "PuTTY private key"
Private-MAC: 1

# --- web/video.py
INNERTUBE_PUBLIC_API_KEY = "AIza{join}I2Y1rzw27jkooEKqazwJ7QFMPd3W2XyygNd"  # expect: SEC001/warning
