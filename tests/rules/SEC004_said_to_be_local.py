# --- services/compose.yaml
# Only for local development; production runs the Dockerfile.
services:
  api:
    environment:
      APP_PASSWORD: postgres  # expect: SEC004/suggestion
