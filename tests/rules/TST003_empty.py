# project expect: TST003 "`junit.xml` holds no test"
# --- app/main.py
VALUE = 1
# --- junit.xml
<testsuites><testsuite name="pytest" tests="0"/></testsuites>
