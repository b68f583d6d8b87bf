# project expect: TST008/warning "The tests run 2 of 4 lines of the application (50 %; 80 % are asked for), says `coverage.xml`"
# --- requirements.txt
fastapi==0.115.6
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"
# --- tests/test_app.py
def test_app() -> None:
    assert True
# --- setup.cfg
[coverage:report]
fail_under = 40
# --- lcov.info
TN:
SF:app/main.py
DA:1,0
end_of_record
# --- coverage.xml
<?xml version="1.0" ?>
<coverage version="7.6" line-rate="0.5">
<sources><source>/home/runner/work/shop</source></sources>
<packages><package name="app"><classes>
<class name="main.py" filename="app/main.py"><lines>
<line number="1" hits="1"/><line number="3" hits="1"/><line number="6" hits="0"/><line number="8" hits="0"/>
</lines></class>
<class name="test_app.py" filename="tests/test_app.py"><lines><line number="1" hits="1"/></lines></class>
</classes></package></packages></coverage>
