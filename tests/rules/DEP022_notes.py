# Notes about releases say that a variable came, not how it is set.
# --- release-notes.md
* Add `SHOP_CURRENCY` and `SHOP_ROUNDING`, and `SHOP_REGION` for taxes.
# --- README.md
Set `SHOP_REGION` to the country.
# --- app/main.py
import os

from fastapi import FastAPI

app = FastAPI()
CURRENCY = os.environ["SHOP_CURRENCY"]  # expect: DEP022 "named in no guide, example, manifest or script: `SHOP_CURRENCY`, `SHOP_ROUNDING`" "Start a `.env.example`"
REGION = os.environ["SHOP_REGION"]
ROUNDING = os.environ["SHOP_ROUNDING"]
