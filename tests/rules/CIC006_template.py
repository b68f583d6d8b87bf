# --- .github/workflows/rename.yaml
on: push
permissions:
  contents: write
jobs:
  rename:
    if: github.repository != 'example/template'
    runs-on: ubuntu-latest
    steps:
      - uses: example/commit-action@v4  # expect: CIC006 "is taken by a tag" "`contents: write` in each repository that is made of this template, as with"
