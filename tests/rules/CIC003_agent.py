# --- .github/workflows/copilot-setup-steps.yml
on: workflow_dispatch
jobs:
  copilot-setup-steps:
    steps:
      - run: pre-commit run --all-files || true
# --- .github/workflows/ci.yml
on: push
jobs:
  test:
    steps:
      - run: black --check app || echo "not formatted"  # expect: CIC003 "The linter" "after the code was formatted once"
      - run: pytest || echo "no tests"  # expect: CIC003 "The tests" "marked `xfail`"
