# Beside hashes pip takes no folder, wherever it lies.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0 \
    --hash=sha256:0000000000000000000000000000000000000000000000000000000000000000
shared @ file:///Users/anna/shop/shared
# above expect: DEP002 "path of one machine" "export it without hashes"
# --- requirements-dev.txt
tool @ file:///Users/anna/shop/tool  # expect: DEP002/warning "path of one machine" "Name it by its place"
