# --- app/main.py
import asyncio
import os
import shlex
import subprocess
from enum import Enum

from fastapi import BackgroundTasks, FastAPI, Request
from fastapi.concurrency import run_in_threadpool

from app.tools import archive, convert, render

app = FastAPI()
TOOLS = {"png": "convert", "pdf": "pdftoppm"}


class Kind(str, Enum):
    small = "small"
    large = "large"


@app.get("/direct")
def direct(name: str) -> str:
    os.system("ls " + name)  # expect: SEC025 "query parameter `name`"
    subprocess.run(f"ls {name}", shell=True)  # expect: SEC025 "shell; `GET /direct` takes it without a login" "without a shell: give the call a list in place of the text"
    subprocess.run(["sh", "-c", f"ls {name}"])  # expect: SEC025
    subprocess.run([name, "--version"])  # expect: SEC025 "which program" "mapping of those that are allowed"
    subprocess.run(["ls", name])
    subprocess.run(["ls", "--", name], shell=False)
    return subprocess.getoutput(f"du {shlex.quote(name)}")


@app.get("/aio")
async def aio(request: Request) -> None:
    name = request.query_params.get("name", "all")
    await asyncio.create_subprocess_shell(f"ls {name}")  # expect: SEC025
    await asyncio.create_subprocess_exec("ls", name)
    body = await request.json()
    await run_in_threadpool(convert, body["file"])


@app.post("/archive")
def make(folder: str, tasks: BackgroundTasks) -> None:
    tasks.add_task(archive, folder)


@app.get("/typed")
def typed(kind: Kind, width: int, tool: str) -> None:
    os.system(f"resize --{kind.value} {width}")
    os.system(TOOLS[tool])
    if tool in TOOLS:
        os.system(f"which {tool}")
    if tool.isalnum():
        os.system(f"which {tool}")


@app.get("/unknown")
def unknown(tool: str) -> None:
    if tool not in ("png", "pdf"):
        return None
    os.system(f"which {tool}")
    render(os.getcwd())
# --- app/tools.py
import os
import subprocess

VERSION = "1"


def convert(name: str) -> None:
    command = "convert " + name
    os.system(command)  # expect: SEC025 "`request.json`"


def archive(folder: str) -> None:
    subprocess.Popen("tar cf - %s" % folder, shell=True)  # expect: SEC025


def render(template: str) -> None:
    subprocess.run(f"wkhtmltopdf {template}.html -", shell=True)  # expect: SEC025/warning "`template`"
    subprocess.run(f"wkhtmltopdf {VERSION}.html -", shell=True)
    subprocess.run(["wkhtmltopdf", template])


def configured() -> None:
    os.system(os.environ["COMMAND"])
    os.system("ls")
# --- app/handler.py
import asyncio
import os
import subprocess


def handler(event, context) -> None:
    command = event["command"]
    os.spawnl(os.P_WAIT, "/bin/bash", "-c", "ls " + command)  # expect: SEC025 "command line"
    os.spawnve(os.P_WAIT, "/bin/bash", ["-c", command], os.environ)  # expect: SEC025
    os.execv("/bin/sh", ["sh", "-c", command])  # expect: SEC025
    os.spawnvp(os.P_WAIT, command, ["-a"])  # expect: SEC025 "which program" "mapping of those that are allowed"
    os.spawnve(os.P_WAIT, "/bin/ls", ["-c", command], os.environ)
    os.execl("/bin/ls", "ls", command)
    loop = asyncio.new_event_loop()
    loop.run_until_complete(loop.subprocess_exec(print, "sh", "-c", command))  # expect: SEC025
    loop.run_until_complete(loop.subprocess_exec(print, "ls", command))
    loop.run_until_complete(loop.subprocess_shell(print, command))  # expect: SEC025
    shell = "bash"
    subprocess.run([shell, "-c", command])  # expect: SEC025
    pattern = "ls {}"
    os.system(pattern.format(command))  # expect: SEC025
    os.system("ls %s".format(command))
# --- app/views.py
import os


def view(request):
    os.system("nslookup " + request.GET["host"])  # expect: SEC025 "`request.GET`"


def quiet(request):
    os.system(f"kill {request.pid}")  # expect: SEC025/warning
# --- app/unknown.py
import os
import subprocess

import paramiko

from app.elsewhere import chosen, settings

COMMAND = os.environ["COMMAND"]


def run(client: paramiko.SSHClient, host: str) -> None:
    command = chosen()
    subprocess.run("ls " + command, shell=True)  # expect: SEC025/warning
    os.system(f"ls {settings.folder}")
    os.system(COMMAND)
    client.exec_command("ls " + host)  # expect: SEC025/warning
    client.exec_command("ls")


def view(request):
    name = request.POST["name"]
    subprocess.run(["bash", "-c", name], shell=True)  # expect: SEC025
