# The manifest of Kubernetes says which port it is.
# --- Dockerfile
FROM python:3.12-slim
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "80"]
# --- k8s/api.yaml
kind: Deployment
spec:
  template:
    spec:
      containers:
        - image: api
          ports:
            - containerPort: 80
