import subprocess

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


def charge_customer(customer_id: int) -> None: ...


def convert(path: str) -> None:
    subprocess.run(["convert", path], check=True)


def send_invoice_email(address: str) -> None: ...


def write_log(text: str) -> None: ...


def touch(text: str) -> None: ...


@app.post("/orders")
def create(tasks: BackgroundTasks) -> None:
    tasks.add_task(charge_customer, 1)  # expect: ASY010 "`charge_customer` runs in the server's process"
    tasks.add_task(convert, "x")  # expect: ASY010
    tasks.add_task(func=charge_customer, customer_id=1)  # expect: ASY010
    tasks.add_task(send_invoice_email, "x")
    tasks.add_task(write_log, "x")
    tasks.add_task(touch, "x")
