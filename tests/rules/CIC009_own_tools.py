# project expect: CIC009 "Nothing looks at changes" "with `flake8`, `black` and `gitleaks`"
# --- requirements.txt
fastapi==0.115.0
flake8==7.0.0
black==24.4.2
# --- main.py
from fastapi import FastAPI

app = FastAPI()
