# Where Firebase's functions are Python, what they write is gone.
# --- firebase.json
{"functions": [{"source": "site"}, {"source": "functions", "runtime": "python312"}]}
# --- functions/main.py
from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/files")
async def keep(file: UploadFile) -> dict:
    with open("uploads/" + str(file.size), "wb") as kept:  # expect: DEP025
        kept.write(await file.read())
    return {}
