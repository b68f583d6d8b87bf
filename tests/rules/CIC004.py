# --- .github/workflows/triage.yml
on:
  issues:
  issue_comment:
jobs:
  label:
    steps:
      - run: echo "${{ github.event.issue.title }}"
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expect: CIC004/critical "pasted into the shell's script"
      - run: |
          echo "first"
          echo "${{ github.event.comment['body'] }}"  # expect: CIC004
      - uses: actions/github-script@v7
        with:
          script: console.log("${{ github.event.issue.body }}")  # expect: CIC004 "into the script"
      - run: echo "$TITLE" "${{ github.event.issue.number }}" "${{ github.repository }}"
        env:
          TITLE: ${{ github.event.issue.title }}
      - run: echo "${{ 'github.event.issue.title' }}"
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  test:
    steps:
      - run: echo "${{ github.head_ref || github.ref_name }}"  # expect: CIC004/warning "head_ref" "A branch name such as"
      - uses: actions/checkout@v4
        with:
          ref: ${{ github.event.pull_request.head.sha }}
# --- .github/workflows/target.yml
on: pull_request_target
jobs:
  test:
    steps:
      - uses: actions/checkout@v4
        with:
          ref: ${{ github.event.pull_request.head.sha }}  # expect: CIC004/critical "any pull request is checked out"
      - run: pip install . && pytest
  labelled:
    if: contains(github.event.pull_request.labels.*.name, 'safe')
    steps:
      - uses: actions/checkout@v4
        with:
          ref: refs/pull/${{ github.event.number }}/merge  # expect: CIC004/review
      - run: pip install . && pytest
  base:
    steps:
      - uses: actions/checkout@v4
# --- .github/workflows/json.yml
on: push
jobs:
  commits:
    runs-on: ubuntu-latest
    steps:
      - run: commits='${{ toJSON(github.event.commits) }}'  # expect: CIC004/warning "commits" "a stranger's commit that is merged"
      - run: echo '${{ toJSON(github.event.repository) }}'
      - run: echo '${{ github.event.commits }}'
# --- .github/workflows/audit.yml
on: workflow_call
jobs:
  audit:
    runs-on: ubuntu-latest
    steps:
      - run: echo "${{ github.head_ref }}"  # expect: CIC004/suggestion "pasted into the shell's script" "does on `pull_request_target` runs"
      - run: echo '${{ toJSON(github.event.commits) }}'  # expect: CIC004/suggestion "commits" "does on `push` runs"
# --- .github/workflows/called.yml
on: workflow_call
jobs:
  audit:
    runs-on: ubuntu-latest
    steps:
      - run: echo "${{ github.event.issue.title }}"  # expect: CIC004/review
# --- .github/workflows/caller.yml
on: issues
jobs:
  call:
    uses: ./.github/workflows/called.yml
# --- .github/workflows/other_event.yml
on: [issue_comment, push]
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: echo "${{ github.head_ref || github.ref_name }}"
      - run: echo "${{ github.event.head_commit.message }}"  # expect: CIC004/warning "head_commit" "MESSAGE"
      - run: echo "${{ github.event.comment.body }}"  # expect: CIC004/critical "comment" "on `issue_comment` a comment"
# --- .github/workflows/called_on_push.yml
on: workflow_call
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: echo "${{ github.head_ref || github.ref_name }}"
# --- .github/workflows/caller_on_push.yml
on: push
jobs:
  call:
    uses: ./.github/workflows/called_on_push.yml
# --- .github/workflows/by_hand.yml
on: workflow_dispatch
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: echo "${{ github.head_ref || github.ref_name }}"
