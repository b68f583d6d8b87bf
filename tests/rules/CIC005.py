# --- .github/workflows/a.yml
on: push  # expect: CIC005/review "does not say"
jobs:
  test:
    steps:
      - run: pytest
# --- .github/workflows/b.yml
on: push
permissions: write-all  # expect: CIC005 "`write-all`"
jobs:
  test:
    steps:
      - run: pytest
# --- .github/workflows/c.yml
on: push
jobs:
  test:
    permissions:
      contents: read
    steps:
      - run: pytest
# --- .github/workflows/d.yml
on:
  workflow_call:
jobs:
  test:
    steps:
      - run: pytest
# --- .github/workflows/e.yml
on: push
permissions: {}
jobs:
  test:
    permissions: write-all  # expect: CIC005
    steps:
      - run: pytest
# --- .github/workflows/top.yml
on: push
permissions:
  contents: read
  packages: write  # expect: CIC005/warning "both jobs" "does not need the right"
jobs:
  a:
    runs-on: ubuntu-latest
  b:
    runs-on: ubuntu-latest
  c:
    permissions: {}
    runs-on: ubuntu-latest
# --- .github/workflows/top_of_one.yml
on: push
permissions:
  packages: write
jobs:
  a:
    runs-on: ubuntu-latest
  b:
    permissions:
      contents: read
    runs-on: ubuntu-latest
# --- .github/workflows/one_of_two.yml
on: pull_request
jobs:
  a:
    permissions:
      contents: read
    runs-on: ubuntu-latest
  b:  # expect: CIC005/review "`b` does not say"
    runs-on: ubuntu-latest
# --- .github/workflows/nothing_runs.yml
on: workflow_dispatch
jobs:
  do_nothing:
    runs-on: ubuntu-latest
    steps:
      - run: echo hello
# --- .github/workflows/gate.yml
on: pull_request
jobs:
  a:
    permissions:
      contents: read
    steps:
      - run: pytest
  done:
    needs: a
    steps:
      - run: |
          test "${{ needs.a.result }}" = success || exit 1
# --- .github/workflows/echo_and_more.yml
on: push  # expect: CIC005/review "does not say"
jobs:
  a:
    steps:
      - run: echo "$(curl -s https://example.org)"
# --- .github/workflows/pages.yml
on: push
permissions:
  contents: read
  pages: write
jobs:
  build:
    steps:
      - uses: actions/configure-pages@v4
      - run: npm run build
  deploy:
    needs: build
    steps:
      - uses: actions/deploy-pages@v4
# --- .github/workflows/pages_and_more.yml
on: push
permissions:
  contents: read
  pages: write  # expect: CIC005/warning "`pages: write` is given to both jobs" "Move it to the jobs that need it."
jobs:
  lint:
    steps:
      - run: npm run lint
  deploy:
    steps:
      - uses: actions/deploy-pages@v4
