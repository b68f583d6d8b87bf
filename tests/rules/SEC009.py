# Secrets that commits have and HEAD has not. Tokens are made up, and written in two pieces.
# --- history/1/.env.production
DATABASE_URL=postgresql://shop:vT7{join}qLw2Zk9@db.shop.koyeb.app:5432/shop
GITHUB_TOKEN=ghp_{join}q7Zt2mXv9LkP4rWb8NcD1sYh6GfJ3x3siD5a
SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp
API_TOKEN=${API_TOKEN}

# --- history/1/app/main.py
STRIPE_KEY = "sk_live_{join}tKCsXRpJG2Tr8hzUjEcPVJ2t"
TOKEN_URL = "/api/v1/login"

# --- history/1/tests/test_app.py
STRIPE_KEY = "sk_live_{join}aB3dXRpJG2Tr8hzUjEcPVJ9z"
FIREBASE = {"authDomain": "shop.firebaseapp.com", "apiKey": "AIza{join}I2Y1rzw27jkooEKqazwJ7QFMPd3W2XyygNd"}

# --- history/1/poetry.lock
content = "sk_live_{join}zZ9dXRpJG2Tr8hzUjEcPVJ1q"

# --- history/2/app/main.py
STRIPE_KEY = "sk_live_{join}tKCsXRpJG2Tr8hzUjEcPVJ2t"
SENDGRID = "SG.{join}M6Jy8c1rihtYlKNxHddmQA.VHWunY90XYToGwbbrqQ7B697wnommM30DOXfO4WUDlW"

# --- app/main.py
import os

STRIPE_KEY = os.environ["STRIPE_KEY"]
SENDGRID = "SG.{join}M6Jy8c1rihtYlKNxHddmQA.VHWunY90XYToGwbbrqQ7B697wnommM30DOXfO4WUDlW"

# project expect: SEC009 "password in a URL"
# project expect: SEC009 "GitHub personal access token, `ghp_…`, 40 characters, in .env.production, since commit"
# project expect: SEC009 "`SECRET_KEY`, 24 characters that look generated, in .env.production"
# project expect: SEC009 "live Stripe secret key, `sk_l…`, 32 characters, in app/main.py"
