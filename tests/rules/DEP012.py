# Probe 20.
# --- Dockerfile
FROM python:3.12-slim
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "$PORT"]
#                                                          ^^^^^^^ expect: DEP012/critical "no shell expands" "the letters `$PORT` where `PORT` should be read"
# --- Dockerfile.default
FROM python:3.12-slim
ENTRYPOINT ["uvicorn", "main:app"]
CMD ["--port", "${PORT:-8000}"]  # expect: DEP012
# --- Dockerfile.shell
FROM python:3.12-slim
CMD ["sh", "-c", "exec uvicorn main:app --host 0.0.0.0 --port $PORT"]
# --- Dockerfile.form
FROM python:3.12-slim
CMD exec uvicorn main:app --host 0.0.0.0 --port $PORT
# --- Dockerfile.list
FROM python:3.12-slim
CMD ["uvicorn", "main:app", "--port", "8000"]
