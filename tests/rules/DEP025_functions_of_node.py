# The functions are Node's, and what else is named is no more: the application runs elsewhere.
# --- firebase.json
{"functions": [{"source": "site"}, {"source": "backend", "runtime": "python310"}]}
# --- site/index.js
exports.app = 1;
# --- api/main.py
from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/files")
async def keep(file: UploadFile) -> dict:
    with open("uploads/" + str(file.size), "wb") as kept:
        kept.write(await file.read())
    return {}
