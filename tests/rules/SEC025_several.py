# Whoever mends the one has to know of the others.
# --- app/main.py
import subprocess

from fastapi import FastAPI

app = FastAPI()


@app.post("/maintenance")
def run(task: str, arguments: str | None = None) -> str:
    command = "scripts/" + task + ".sh " + (arguments or "")
    return subprocess.check_output(command, shell=True, text=True)  # expect: SEC025 "`subprocess.check_output` gives to a shell, as does query parameter `arguments`; `POST /maintenance`"
