# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  test:
    steps:
      - run: |
          pip install -r requirements.txt || true
          ruff check . || true  # expect: CIC003/warning "The linter cannot fail the pipeline: `|| true` follows"
          flake8 --exit-zero app  # expect: CIC003 "`--exit-zero`"
          pytest | tee report.txt  # expect: CIC003 "last command of a pipe"
          mypy app || exit 1
          if pytest -q; then echo fine; fi
          pytest || (cat log.txt && exit 1)
      - run: mypy app  # expect: CIC003 "`continue-on-error`"
        continue-on-error: true
      - shell: bash
        run: pytest | tee report.txt
      - run: |
          set -o pipefail
          pytest | tee report.txt
      - run: pip-audit || echo "look at it"  # expect: CIC003 "audit of dependencies"
  deploy:  # expect: CIC003 "The job `deploy` deploys whether the tests pass or not"
    steps:
      - run: gcloud run deploy api --image "$IMAGE"
  gated:
    needs: [test]
    steps:
      - run: gcloud run deploy api --image "$IMAGE"
# --- .github/workflows/release.yml
on:
  release:
    types: [published]
jobs:
  deploy:
    steps:
      - run: firebase deploy --only functions --project production
# --- deploy.sh
set -e
pytest || true  # expect: CIC003 "The tests cannot stop the deployment"
koyeb services update app/api --git-sha "$SHA"
# --- check.sh
pytest || true
# --- .github/workflows/fix.yml
on: pull_request
jobs:
  hooks:
    steps:
      - id: hooks
        run: pre-commit run --all-files
        continue-on-error: true
      - run: git push
      - if: steps.hooks.outcome == 'failure'
        run: exit 1
# --- .github/workflows/starter.yml
on: push
jobs:
  build:
    steps:
      - run: |
          # stop the build if there are Python syntax errors or undefined names
          flake8 . --count --select=E9,F63,F7,F82 --show-source --statistics
          # exit-zero treats all errors as warnings
          flake8 . --count --exit-zero --max-complexity=10 --statistics
      - run: |
          ruff format --check .
          ruff check . || true  # expect: CIC003
  eval:
    # Informative, not a merge gate: some cases are known to fail.
    continue-on-error: true
    steps:
      - run: pytest evals
  types:
    continue-on-error: true
    steps:
      - run: mypy app  # expect: CIC003 "`continue-on-error`"
# --- .github/workflows/coverage.yml
on: push
jobs:
  again:
    steps:
      - run: |
          find extensions -type d | while read -r dir; do
            (
              cd "$dir" || exit
              poetry run pytest tests/
            )
          done
      - continue-on-error: true
        run: |
          poetry run coverage run --source=extensions -m pytest tests extensions/*/tests
          poetry run coverage xml
      - run: pytest --cov=app tests/unit || true
  other:
    steps:
      - run: pytest tests/unit
      - run: pytest tests/integration --cov=app || true  # expect: CIC003 "The tests cannot fail"
      - run: pytest --cov=app || true  # expect: CIC003 "The tests cannot fail"
  selected:
    steps:
      - run: pytest -m "not slow"
      - run: pytest --cov=app || true  # expect: CIC003 "The tests cannot fail"
  first:
    steps:
      - run: pytest --cov=app || true  # expect: CIC003 "The tests cannot fail"
      - run: pytest
# --- .github/workflows/of-copies.yml
on:
  push:
    branches: [main]
jobs:
  deploy:  # expect: CIC003/suggestion "In each repository made from this one the job `deploy` deploys whether the tests pass or not"
    if: github.repository != 'acme/template'
    runs-on: ubuntu-latest
    steps:
      - run: koyeb services redeploy shop/api
  off:
    if: ${{ false }}
    runs-on: ubuntu-latest
    steps:
      - run: koyeb services redeploy shop/api
