# --- requirements.txt
fastapi==0.141.0
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- package.json
{"devDependencies": {"eslint": "9"}}
# --- .eslintrc.js
module.exports = {};
# project expect: COD008 "Neither a linter nor a formatter is set up for the Python code"
