# --- .github/workflows/good.yml
name: good
run-name: by ${{ github.actor }}
on:
  push:
  workflow_call:
    inputs:
      version: {type: string}
defaults: {run: {shell: bash}}
concurrency: x
jobs:
  first:
    runs-on: ubuntu-latest
    outputs:
      made: ${{ steps.make.outputs.made }}
    strategy:
      matrix: {python: ["3.12"]}
    services:
      postgres: {image: "postgres:16"}
    timeout-minutes: 5
    steps:
      - id: make
        uses: actions/checkout@v4
        with: {ref: "${{ matrix.python }}"}
      - run: echo "${{ steps.make.outcome }} ${{ runner.os }} ${{ hashFiles('**/uv.lock') }} ${{ vars.X }}"
        if: always() && !cancelled()
        working-directory: x
        env: {A: "${{ secrets.A }}"}
      - uses: ./.github/actions/local
        with: {name: x}
  second:
    needs: [first]
    if: needs.first.outputs.made == 'true'
    uses: ./.github/workflows/called.yml
    with: {version: "1"}
    secrets: inherit
  third:
    needs: second
    runs-on: ${{ fromJSON(needs.second.outputs.runners)[0] }}
    environment: production
    permissions: {}
    continue-on-error: true
    steps:
      - run: echo "${{ fromJSON(needs.second.outputs.made).NAME }} ${{ fromJSON('[1]')[0].other }}"
      - name: braces of another kind
        run: docker inspect --format '{{ .State }}' x
# --- .github/workflows/called.yml
on:
  workflow_call:
    inputs:
      version: {type: string}
jobs:
  run:
    runs-on: ubuntu-latest
    steps: [{run: "echo ${{ inputs.version }}"}]
# --- .github/actions/local/action.yml
name: local
inputs:
  name: {required: true}
runs:
  using: composite
  steps: [{run: "true", shell: bash}]
# --- .github/workflows/bad.yml
name: bad
on: push
permission: read-all  # expect: CIC012/warning "`permission`"
jobs:
  first:
    runs-on: ubuntu-latest
    needs: nobody  # expect: CIC012 "no job `nobody`"
    timeout: 5  # expect: CIC012 "`timeout`"
    steps:
      - id: one
        run: echo "${{ steps.two.outputs.x }}"  # expect: CIC012 "no step `two`"
      - name: neither  # expect: CIC012 "neither"
      - uses: actions/checkout@v4  # expect: CIC012 "both"
        run: pytest
      - run: echo "${{ github.ref "  # expect: CIC012 "not closed"
      - run: echo "${{ needs.other.outputs.x }}"  # expect: CIC012 "`other`"
      - run: echo "${{ secret.TOKEN }}"  # expect: CIC012 "`secret`"
      - run: echo "${{ lower(github.ref) }}"  # expect: CIC012 "`lower`"
      - run: pytest
        continue_on_error: true  # expect: CIC012 "`continue_on_error`"
      - uses: ./.github/actions/local
        with:
          nam: x  # expect: CIC012 "no input `nam`"
      - id: one  # expect: CIC012 "twice"
        run: pytest
  other:  # expect: CIC012 "runs-on"
    steps:
      - run: pytest
  a:
    needs: b
    runs-on: ubuntu-latest
    steps: [{run: pytest}]
  b:  # expect: CIC012 "wait for each other"
    needs: a
    runs-on: ubuntu-latest
    steps: [{run: pytest}]
# --- .github/workflows/empty.yml
on:
  push:
  workflow_call:
    outputs:
      digest: {value: "${{ jobs.build.outputs.shown }}"}
jobs:
  build:
    runs-on: ubuntu-latest
    outputs:
      digest: ${{ steps.dockerBuild.outputs.digest }}  # expect: CIC012/suggestion "output `digest` is always empty: the job has no step `dockerBuild`" "Nothing reads it"
      shown: ${{ steps.other.outputs.digest }}  # expect: CIC012/warning "output `shown` is always empty" "get an empty text"
      used: ${{ steps.push.outputs.digest }}
    steps:
      - uses: actions/cache@v4
        with:
          key: a-${{ steps.python.outputs.python-version }}  # expect: CIC012 "`steps.python.outputs.python-version` is always empty: the job has no step `python`" "a cache's key"
      - uses: actions/cache@v4
        with:
          key: b-${{ steps.python.outputs.python-version }}
      - id: push
        run: docker push x
      - run: echo "${{ steps.Lint.outcome }}"
      - if: steps.Lint.outcome == 'failure'  # expect: CIC012 "condition asks for `steps.Lint.outcome`, which is empty: the job has no step `Lint`" "never true"
        run: exit 1
      - if: ${{ steps.push.outcome == 'success' && always() }}
        run: docker logout
  after:
    needs: build
    if: needs.build.outputs.used != ''
    runs-on: ubuntu-latest
    steps: [{run: "echo ${{ needs.build.outputs.used }}"}]
# --- .github/workflows/malformed.yml
on: push
jobs:
  first:
   - runs-on: [ubuntu  # expect: CIC012 "cannot be read"
# --- .github/workflows/silent.yml
name: silent  # expect: CIC012 "never runs"
jobs:
  first:
    runs-on: ubuntu-latest
    steps: [{run: pytest}]
# --- .github/workflows/commented.yml
# on: push
# --- .github/workflows/no_jobs.yml
on: push  # expect: CIC012 "no jobs"
