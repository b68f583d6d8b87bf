# A property runs what its class has, in whichever file that stands.
import subprocess

from fastapi import FastAPI

from app.jobs import Job

app = FastAPI()


@app.get("/run")
def run(name: str) -> bytes:
    return subprocess.check_output(Job(name).command, shell=True)  # expect: SEC025


@app.get("/fixed")
def run_fixed(name: str) -> bytes:
    return subprocess.check_output(Job(name).fixed, shell=True)
# --- app/jobs.py
class Job:
    def __init__(self, name: str) -> None:
        self.name = name
        self.steps = [("check", 1), ("run", 2), ("report", 3)]
        self.times = {"check": 10, "run": 20, "report": 30, "all": 60}

    def first(self) -> str:
        return self.steps[0][0] + ":" + str(self.times[self.steps[0][0]])

    def last(self) -> str:
        return self.steps[-1][0] + ":" + str(self.times[self.steps[-1][0]])

    @property
    def command(self) -> str:
        return "run " + self.name

    @property
    def fixed(self) -> str:
        return "run all"
