# An ini file has a JSON formatter, which one of its handlers does not use.
# --- app/main.py
import logging.config

from fastapi import FastAPI

logging.config.fileConfig("logging.ini")  # expect: LOG002/warning "plain text" "one JSON object a line: `formatter=json` in `[handler_console]` of `logging.ini`."
app = FastAPI()


@app.get("/orders")
def orders() -> None: ...
# --- logging.ini
[loggers]
keys=root

[handlers]
keys=console,file,unused

[formatters]
keys=text,json

[logger_root]
level=INFO
handlers=console,file

[handler_console]
class=StreamHandler
formatter=text
args=(sys.stdout,)

[handler_unused]
class=StreamHandler
formatter=text
args=(sys.stdout,)

[handler_file]
class=FileHandler
formatter=json
args=("app.log",)

[formatter_text]
format=%(asctime)s %(message)s

[formatter_json]
class=pythonjsonlogger.jsonlogger.JsonFormatter
format=%(asctime)s %(message)s
