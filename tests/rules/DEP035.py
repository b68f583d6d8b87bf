# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port 8000
# --- deploy.sh
koyeb app init example --ports 8080:http --routes /:8080 --checks 8080:http:/health
#                              ^^^^^^^^^ expect: DEP035/critical "to port 8080, the server listens on 8000"
koyeb service create api --app example --ports 8000:http --routes /:8080 --checks 8000:tcp  # expect: DEP035 "which is not exposed"
koyeb app init other  # expect: DEP035/warning "No health check"
koyeb services update example/api --git-sha "$SHA"
koyeb services update example/api --ports "$PORTS"
# --- .github/workflows/deploy.yml
on: push
jobs:
  deploy:
    steps:
      - uses: koyeb/action-git-deploy@v1  # expect: DEP035/critical "port 80, the default", DEP035/warning
        with:
          app-name: example
