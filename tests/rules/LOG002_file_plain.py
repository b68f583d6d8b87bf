# An ini file without a JSON formatter.
# --- app/main.py
import logging.config

from fastapi import FastAPI

logging.config.fileConfig("conf/log.conf")  # expect: LOG002/warning "plain text" "in `conf/log.conf` add `json` to the `keys` of `[formatters]`"
app = FastAPI()


@app.get("/orders")
def orders() -> None: ...
# --- conf/log.conf
[loggers]
keys=root

[handlers]
keys=console

[formatters]
keys=text

[logger_root]
level=INFO
handlers=console

[handler_console]
class=StreamHandler
formatter=text
args=(sys.stdout,)

[formatter_text]
format=%(asctime)s %(message)s
