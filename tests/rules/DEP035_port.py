# The server follows PORT.
# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}
# --- deploy.sh
koyeb app init example --ports 8080:http --routes /:8080 --checks 8080:http:/health
