# The port that the image exposes is the one for where nobody sets the variable.
# --- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
EXPOSE 8080
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "$PORT"]  # expect: DEP012 "" "`CMD exec uvicorn main:app --host 0.0.0.0 --port ${PORT:-8080}`"
