# What is checked out is only read, by a script that stands in the workflow.
# --- .github/workflows/cla.yml
on: pull_request_target
permissions:
  contents: read
jobs:
  cla:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          ref: ${{ github.event.pull_request.head.sha }}  # expect: CIC004/warning
      - uses: actions/github-script@v7
        with:
          script: |
            const signed = fs.readFileSync('CONTRIBUTORS.md', 'utf8');
            core.info(signed);
# --- .github/workflows/build.yml
on: pull_request_target
permissions:
  contents: read
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          ref: ${{ github.event.pull_request.head.sha }}  # expect: CIC004/critical
      - run: make
