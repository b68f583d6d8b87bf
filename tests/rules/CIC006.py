# --- .github/workflows/ci.yml
on: push
jobs:
  test:
    steps:
      - uses: actions/checkout@v4
      - uses: astral-sh/setup-uv@v5  # expect: CIC006/warning "by a tag"
      - uses: example/tool@main  # expect: CIC006 "by a branch"
      - uses: example/tool@0123456789abcdef0123456789abcdef01234567
      - uses: astral-sh/setup-uv@v5
      - uses: astral-sh/setup-uv@v8.0.0
      - uses: astral-sh/setup-uv@v10.1.2
      - uses: astral-sh/setup-uv@v7.9.9  # expect: CIC006/warning "by a tag"
      - uses: w9jds/firebase-action@v13.22.1  # expect: CIC006/warning "by a tag" "A commit is not enough, for at each of them this action runs an image that it takes by a tag: run firebase-tools itself"
      - uses: peter-evans/create-pull-request@v8  # expect: CIC006/warning "by a tag"
      - uses: ./.github/actions/local
      - uses: docker://alpine:3.20
      - uses: our/repository/.github/actions/local@main
      - uses: our/repository/.github/actions/elsewhere@main  # expect: CIC006
  pages:
    steps:
      - uses: example/publish-pages@v4  # expect: CIC006/review "by a tag" "has the rights that its token has by default"
        with:
          github_token: ${{ secrets.GITHUB_TOKEN }}
  provenance:
    uses: slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml@v2.0.0
  called:
    uses: example/workflows/.github/workflows/ci.yml@v2  # expect: CIC006
# --- .github/workflows/lint.yml
on: pull_request
permissions:
  contents: read
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: example/lint@v1  # expect: CIC006/warning "by a tag" "whether its checks pass, as with"
      - run: echo "${{ secrets.GITHUB_TOKEN }}"
  image:
    permissions:
      packages: write
    steps:
      - uses: example/build@v1  # expect: CIC006/review "by a tag" "with `packages: write`"
  report:
    permissions:
      checks: write
    steps:
      - uses: example/report@v1  # expect: CIC006/warning "by a tag" "with `checks: write`"
  publish:
    permissions:
      checks: write
      actions: write
      contents: write
    steps:
      - uses: example/publish@v1  # expect: CIC006/review "by a tag" "with `contents: write`"
  release:
    steps:
      - uses: example/sign@v1  # expect: CIC006/review "by a tag" "reads the secrets"
        with:
          key: ${{ secrets.SIGNING_KEY }}
  call:
    uses: example/flows/.github/workflows/ship.yml@main  # expect: CIC006/review "by a branch" "reads the secrets"
    secrets: inherit
# --- .github/workflows/archive/old.yml
on: push
jobs:
  test:
    steps:
      - uses: example/tool@v1
# --- .github/actions/local/action.yml
runs: {using: composite, steps: []}
