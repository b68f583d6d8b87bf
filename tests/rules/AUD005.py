# project expect: AUD005/suggestion "`coverage.xml` was not evaluated: malformed XML"
# project expect: AUD005 "`mypy.txt` was not evaluated: neither coverage"
# project expect: AUD005 "1 of 2 tests of `junit.xml` could not connect with a service"
# project expect: AUD005 "mypy did not find 1 of the imported libraries (`mypy-report.txt`)"
# project expect: AUD005 "`lcov.info` speaks of no file of this repository"
# --- app/main.py
VALUE = 1
# --- coverage.xml
<coverage><packages>
# --- mypy.txt
bash: mypy: command not found
# --- junit.xml
<testsuites><testsuite><testcase classname="a" name="b"/>
<testcase classname="a" name="c"><error message="ConnectionRefusedError"/></testcase></testsuite></testsuites>
# --- mypy-report.txt
app/main.py:1: error: Cannot find it  [import-not-found]
Found 1 error in 1 file (checked 1 source file)
# --- lcov.info
TN:
SF:src/elsewhere.py
DA:1,1
end_of_record
