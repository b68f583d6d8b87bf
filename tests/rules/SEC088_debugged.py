# --- app/main.py
import logging
import subprocess
import traceback

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

logger = logging.getLogger(__name__)
app = FastAPI(debug=True)


@app.exception_handler(Exception)
async def answer_unexpected(request: Request, error: Exception) -> JSONResponse:
    logger.error("failed", exc_info=error)
    return JSONResponse({"trace": traceback.format_exc()}, 500)  # expect: SEC088 "The answer holds the traceback, once debug is off (SEC087)"


@app.get("/report")
def report():
    try:
        return subprocess.check_output(["report"], text=True)
    except subprocess.CalledProcessError as error:
        logger.exception("report failed")
        return {"error": str(error)}  # expect: SEC088 "what the exception says" "let it pass to `answer_unexpected`, which answers what nobody catches, once that sends no traceback and debug is off (SEC087)."
