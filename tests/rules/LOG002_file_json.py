# All handlers of the ini file write JSON.
# --- app/main.py
import logging.config

from fastapi import FastAPI

logging.config.fileConfig("logging.ini")
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
formatter=json
args=(sys.stdout,)

[handler_unused]
class=StreamHandler
formatter=json
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
