# What the called workflow's jobs ask for is said there.
# --- .github/workflows/ci.yml
on: push
jobs:
  image:
    uses: ./.github/workflows/image.yml
# --- .github/workflows/image.yml
on: workflow_call
jobs:
  build:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      packages: write
    steps:
      - run: docker build .
# --- .github/workflows/loud.yml
on: push  # expect: CIC005
jobs:
  image:
    uses: ./.github/workflows/silent.yml
# --- .github/workflows/silent.yml
on: workflow_call
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: docker build .
# --- .github/workflows/release.yml
on: push  # expect: CIC005 "does not say" "Say `permissions: {contents: read}` at the top, and more only in the job that needs it. `image` calls a workflow that writes, and has to name the same rights"
jobs:
  image:
    uses: ./.github/workflows/image.yml
  notes:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
