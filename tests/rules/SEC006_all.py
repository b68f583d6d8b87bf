# --- .gitignore
**/.env*
!.env.example
*.json
!package.json
certs/
*.pem
