# Every token here is made up. Those that hosts would refuse are written in two pieces.
# --- app/tokens.py
GITHUB = "ghp_" "q7Zt2mXv9LkP4rWb8NcD1sYh6GfJ3x3siD5a"  # expect: SEC001 "GitHub personal access token in the source: `ghp_…`, 40 characters"
GITHUB_OAUTH = "gho_" + "Vw5Kd8Rj2TnB7cXy4HmQ9gLs1FzP6e" + "1IPZvo"  # expect: SEC001 "GitHub OAuth token"
PREFIX = "ghp_"
BODY = "q7Zt2mXv9LkP4rWb8NcD1sYh6GfJ3x3siD5a"
ADDED_UP = PREFIX + BODY + ""  # expect: SEC001
WRONG_CHECKSUM = "ghp_" "q7Zt2mXv9LkP4rWb8NcD1sYh6GfJ3x3siD5b"  # expect: SEC001
IN_TEXT = "Authorization: Bearer " "ghp_" "q7Zt2mXv9LkP4rWb8NcD1sYh6GfJ3x3siD5a"  # expect: SEC001
IN_JSON = '{"token":"npm_' 'Vw5Kd8Rj2TnB7cXy4HmQ9gLs1FzP6e1IPZvo"}'  # expect: SEC001 "npm token"
IN_BYTES = b"ghp_" b"q7Zt2mXv9LkP4rWb8NcD1sYh6GfJ3x3siD5a"  # expect: SEC001
AWS_ID = "AKIA" "KEUCRLBQBNCCN2DH"  # expect: SEC001 "AWS access key id in the source: `AKIA…`, 20"
STRIPE = "sk_live_" "tKCsXRpJG2Tr8hzUjEcPVJ2t"  # expect: SEC001 "live Stripe secret key"
STRIPE_TEST = "sk_test_" "tKCsXRpJG2Tr8hzUjEcPVJ2t"  # expect: SEC001
SLACK = "xoxb-" "263594206564-tKCsXRpJG2Tr8hzUjEcPVJ2t"  # expect: SEC001 "Slack bot token"
SLACK_HOOK = "https://hooks.slack.com/services/" "T9KQ2ZV7M/B8XW3NR5C/tKCsXRpJG2Tr8hzUjEcPVJ2t"  # expect: SEC001
SENDGRID = "SG." "M6Jy8c1rihtYlKNxHddmQA.VHWunY90XYToGwbbrqQ7B697wnommM30DOXfO4WUDlW"  # expect: SEC001 "SendGrid"
OPENAI = "sk-proj-" "yE9ZkAFvmtSbIBbuMFd9T3BlbkFJM6Jy8c1rihtYlKNxHddmQA"  # expect: SEC001 "OpenAI API key"
ANTHROPIC = "sk-ant-api03-" "aXkDSIuGIWgIprVFIV4BLFFQCHD6R26qI60ihBeoePW3jSOi27n7uX8yy6Skhj4YjZ8OvIia8OG5A2ZnpsoKqzi4"  # expect: SEC001 "Anthropic"
TWILIO_API_KEY = "SK{join}120344c4825040b837e1d67d68bf5dba"  # expect: SEC001 "Twilio"
PYPI = "pypi-AgEIcHlwaS5vcmc" "uX8yy6Skhj4YjZ8OvIia8OG5A2ZnpsoKqzi4vCK4A4FGGbBlemkvdajg"  # expect: SEC001 "PyPI"
KOYEB_TOKEN = "v6yyibemd4uwwyra20stxc0jcj0h09rnry1wxcfj0kuacjyyyksqqe6h97aq38qj"  # expect: SEC001 "Koyeb"
DATABRICKS = "dapi" "120344c4825040b837e1d67d68bf5dba"  # expect: SEC001 "Databricks"
GEMINI_KEY = "AIza" "I2Y1rzw27jkooEKqazwJ7QFMPd3W2XyygNd"  # expect: SEC001 "Google API key"
SESSION = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1LTc3IiwiaXNzIjoib3JkZXJzIn0.n6nKiG7iYF2Ro3EbaEBsivt0aU0h5S3rxy9KwArcgZr"  # expect: SEC001 "JSON web token"
SERVICE_ROLE = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJzdXBhYmFzZSIsInJvbGUiOiJzZXJ2aWNlX3JvbGUifQ.n6nKiG7iYF2Ro3EbaEBsivt0aU0h5S3rxy9KwArcgZr"  # expect: SEC001
TWO = "AKIA" "KEUCRLBQBNCCN2DH sk_live_" "tKCsXRpJG2Tr8hzUjEcPVJ2t"  # expect: SEC001, SEC001

firebase_config = {
    "authDomain": "shop.firebaseapp.com",
    "apiKey": "AIza" "I2Y1rzw27jkooEKqazwJ7QFMPd3W2XyygNd",  # expect: SEC001
}

# --- app/keys.py
SIGNING_KEY = """
-----BEGIN PRIVATE KEY-----  # expect: SEC001
7prGmx94ZO68JUdUCWPsd7iEvtV+qPtJzkkn5Fo6/CimfvfpqK4VAAHyvdr9iGO3
nrpzC923bcT5ELaz702+pgjHR8UPWDJcYo6PtiqOSheHLyoMatD9P4Epp9TtbFRA
qQ7ocvARmZVGn+t0ooWs8FloAQ8jzn+jddz54U/7vl7VcQyxvkarw9h9nw00BdEx
-----END PRIVATE KEY-----
"""
# --- app/keys2.py
RSA = "-----BEGIN RSA PRIVATE KEY-----\n7prGmx94ZO68JUdUCWPsd7iEvtV+qPtJzkkn5Fo6/CimfvfpqK4VAAHyvdr9iGO3\n-----END RSA PRIVATE KEY-----"  # expect: SEC001 "private key in the source"
ACCOUNT = '{"type": "service_account", "private_key": "-----BEGIN PRIVATE KEY-----\\n7prGmx94ZO68JUdUCWPsd7iEvtV+qPtJzkkn5Fo6/CimfvfpqK4VAAHyvdr9iGO3\\n-----END PRIVATE KEY-----\\n"}'  # expect: SEC001 "Google service account"
HEADER = "-----BEGIN PRIVATE KEY-----"
FRAME = "-----BEGIN PRIVATE KEY-----\nMII...\n-----END PRIVATE KEY-----"
PUBLIC = "-----BEGIN PUBLIC KEY-----\n7prGmx94ZO68JUdUCWPsd7iEvtV+qPtJzkkn5Fo6/CimfvfpqK4VAAHyvdr9iGO3\n-----END PUBLIC KEY-----"
CERTIFICATE = "-----BEGIN CERTIFICATE-----\n7prGmx94ZO68JUdUCWPsd7iEvtV+qPtJzkkn5Fo6/CimfvfpqK4VAAHyvdr9iGO3\n-----END CERTIFICATE-----"

# --- app/db.py
import os

URL = "postgresql://orders:Kx7vTq2mWz@db.acme.io:5432/orders"
#                          ^^^^^^^^^^ expect: SEC001 "password in a URL in the source, 10 characters"
MANAGED = "postgresql+psycopg2://koyeb-adm:postgres@ep-cold.eu.koyeb.app/koyebdb"  # expect: SEC001
FROM_ENV = os.getenv("DATABASE_URL", "mysql+pymysql://orders:Kx7vTq2mWz@mysql.acme.io/orders")  # expect: SEC001
HOST = os.environ["DB_HOST"]
PARTS = f"postgresql://orders:Kx7vTq2mWz@{HOST}/orders"  # expect: SEC001
REGISTRY = "https://deploy:Kx7vTq2mWz@packages.acme.io/simple"  # expect: SEC001
LOCAL = "postgresql://orders:Kx7vTq2mWz@localhost/orders"  # expect: SEC001

PASSWORD = os.environ["DB_PASSWORD"]
TEMPLATE = "postgresql://orders:{password}@db.acme.io/orders"
FORMATTED = f"postgresql://orders:{PASSWORD}@db.acme.io/orders"
PERCENT = "postgresql://orders:%(password)s@db.acme.io/orders"
STOCK = "postgresql://postgres:postgres@db.acme.io/orders"
LOCAL_STOCK = "postgresql://postgres:postgres@localhost:5432/app"
COMPOSE = "redis://:changeme@redis:6379/0"
DOCUMENTED = "postgresql://user:password@host:port/dbname"
NO_PASSWORD = "postgresql://orders@db.acme.io/orders"
TIME = "https://acme.io/at/12:30@home"
MAIL = "mailto:someone@acme.io?subject=a:b@c"

# --- app/comments.py
# was: sk_live_{join}tKCsXRpJG2Tr8hzUjEcPVJ2t  # expect: SEC001
ESCAPED = "key:\\nsk_live_{join}tKCsXRpJG2Tr8hzUjEcPVJ2t"  # expect: SEC001
PIECES = ("ghp_q7Zt2mX" "v9LkP4rWb8N" "cD1sYh6GfJ3" "x3siD5a")  # expect: SEC001
EXAMPLES = dict(examples=["whsec_{join}ovyN6cPrTv56AApvzCaJno08SSmGJmgbWilb33N2JuK"])

# --- app/innocent.py
AWS_DOCUMENTED = "AKIAIOSFODNN7EXAMPLE"
SLACK_PLACEHOLDER = "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX"
XES = "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
ZEROS = "ghp_000000000000000000000000000000" "2C8GjS"
COUNTED = "sk-1234567890abcdefghijklmnopqrstuvwxyz1234567890ab"
ANGLES = "sk-ant-<your-api-key>"
PATTERN = r"ghp_[A-Za-z0-9]{36}|sk_live_[0-9a-zA-Z]{24}|AKIA[0-9A-Z]{16}"
SENTRY_DSN = "https://120344c4825040b837e1d67d68bf5dba@o12.ingest.sentry.io/42"
PUBLISHABLE = "pk_live_tKCsXRpJG2Tr8hzUjEcPVJ2t"
DIGEST = "sha256:65021b421dda4347274ff83f450678380416004398cabe65f2ba0deabc288dcd"
REVISION = "v6yyibemd4uwwyra20stxc0jcj0h09rnry1wxcfj0kuacjyyyksqqe6h97aq38qj"
SAMPLE_JWT = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.n6nKiG7iYF2Ro3EbaEBsivt0aU0h5S3rxy9KwArcgZr"
ANON = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJzdXBhYmFzZSIsInJvbGUiOiJhbm9uIn0.n6nKiG7iYF2Ro3EbaEBsivt0aU0h5S3rxy9KwArcgZr"
NO_JWT = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.not-a-payload"
SID = "AC120344c4825040b837e1d67d68bf5dba"
DISKETTE = "SK120344c4825040b837e1d67d68bf5dba"
AZURITE = "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
DNS = "https://sk-learn-contrib-project-templates.readthedocs.io/en/latest/index.html"
SLUG = "sk-the-quick-brown-fox-jumps-over-the-lazy-dog-again-and-again-and-again"


def connect(url: str) -> None:
    """Opens `url`, e.g. postgresql://orders:Kx7vTq2mWz@db.acme.io:5432/orders."""


# --- tests/test_tokens.py
FORM_ONLY = "xoxb-" "263594206564-tKCsXRpJG2Tr8hzUjEcPVJ2t"
PROVEN = "ghp_" "q7Zt2mXv9LkP4rWb8NcD1sYh6GfJ3x3siD5a"  # expect: SEC001
URL = "postgresql://orders:Kx7vTq2mWz@db.acme.io:5432/orders"

# --- alembic/versions/1.py
STRIPE = "sk_live_" "tKCsXRpJG2Tr8hzUjEcPVJ2t"  # expect: SEC001
