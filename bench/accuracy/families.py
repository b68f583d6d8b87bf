"""Which of our rules answers which rule of semgrep/semgrep-rules and which example of PyCQA/bandit.

A rule of theirs is listed only if the catalogue has a check for the same flaw. `FAMILIES` goes from the
family that is printed to our codes and the ids of semgrep's rules; `BANDIT` from the name of an example
to our codes. What a test labels and no row of the catalogue names is left out of the figures, each
with its reason, below; a flaw that a row names stays in, found or not.
"""

from typing import Dict, Tuple

FAMILIES: Dict[str, Tuple[Tuple[str, ...], Tuple[str, ...]]] = {
    "sql": (
        ("SEC020", "SEC021", "SEC022", "SEC023"),
        ("tainted-sql-string", "sqlalchemy-execute-raw-query", "asyncpg-sqli", "psycopg-sqli", "aiopg-sqli",
         "formatted-sql-query", "sqlalchemy-sql-injection", "sqlalchemy-sqli", "avoid-sqlalchemy-text",
         "pymysql-sqli", "mysql-sqli", "pg8000-sqli", "pymssql-sqli", "sql-injection-using-raw",
         "sql-injection-db-cursor-execute", "sql-injection-using-rawsql"),
    ),
    "command": (
        ("SEC025",),
        ("os-system-injection", "subprocess-injection", "dangerous-system-call", "dangerous-subprocess-use",
         "dangerous-asyncio-shell", "dangerous-asyncio-exec", "dangerous-asyncio-create-exec",
         "command-injection-os-system", "dangerous-spawn-process", "dangerous-os-exec",
         "dangerous-asyncio-create-exec-audit", "dangerous-asyncio-exec-audit",
         "dangerous-asyncio-shell-audit", "dangerous-system-call-audit", "paramiko-exec-command"),
    ),
    "code": (
        ("SEC026",),
        ("user-eval", "user-exec", "eval-injection", "exec-injection", "eval-detected", "exec-detected",
         "tainted-code-exec", "user-exec-format-string", "user-eval-format-string"),
    ),
    "deserialisation": (
        ("SEC027",),
        ("avoid-pickle", "avoid-pyyaml-load", "avoid-unsafe-ruamel", "avoid-dill", "avoid-marshal",
         "avoid-jsonpickle", "avoid-shelve", "avoid-cPickle", "insecure-deserialization",
         "avoid-insecure-deserialization", "tainted-pickle-deserialization",
         "marshal-usage"),
    ),
    "path": (("SEC028",), ("avoid_send_file_without_path_sanitization", "request-data-fileresponse",
                           "path-traversal-open", "path-traversal-join", "path-traversal-file-name")),
    "ssrf": (
        ("SEC029",),
        ("ssrf-requests", "tainted-url-host", "ssrf-injection-requests", "ssrf-injection-urllib"),
    ),
    "redirect": (("SEC030",), ("open-redirect",)),
    "html": (
        ("SEC031", "SEC032"),
        ("raw-html-format", "directly-returned-format-string", "explicit-unescape-with-markup",
         "incorrect-autoescape-disabled", "missing-autoescape-disabled", "reflected-data-httpresponse",
         "tainted-html-response", "render-template-string", "tainted-html-string",
         "reflected-data-httpresponsebadrequest", "dangerous-template-string"),
    ),
    "xml": (("SEC033",), ("use-defused-xml-parse",)),
    "csv": (("SEC037",), ("csv-writer-injection", "use-defusedcsv")),
    "regex": (("SEC034",), ("regex_dos",)),
    "transport": (
        ("SEC080", "SEC081"),
        ("disabled-cert-validation", "unverified-ssl-context", "request-with-http",
         "request-session-with-http", "insecure-urlopen", "insecure-urlretrieve",
         "insecure-request-object", "request-session-http-in-with-context", "insecure-urlopen-ftp",
         "insecure-urlretrieve-ftp", "insecure-request-object-ftp", "no-auth-over-http"),
    ),
    "crypto": (
        ("SEC083", "SEC062"),
        ("insecure-hash-algorithm-md5", "insecure-hash-algorithm-sha1", "insecure-hash-function",
         "insecure-cipher-algorithm-des", "insecure-cipher-algorithm-rc4", "insecure-cipher-mode-ecb",
         "weak-ssl-version", "md5-used-as-password",
         "insecure-hash-algorithm-md2", "insecure-hash-algorithm-md4",
         "insecure-cipher-algorithm-blowfish", "insecure-cipher-algorithm-xor",
         "insecure-cipher-algorithm-rc2", "insecure-cipher-algorithm-idea",
         "insecure-cipher-algorithm-arc4"),
    ),
    "log": (("LOG004",), ("python-logger-credential-disclosure",)),
    "temporary": (("SEC100",), ("hardcoded-tmp-path", "tempfile-insecure")),
    "jwt": (
        ("SEC056", "SEC057", "SEC058"),
        ("unverified-jwt-decode", "jwt-python-hardcoded-secret", "jwt-python-none-alg"),
    ),
}

# Codes that answer a flaw too, by the id of the rule. Nobody asks them about `ok` lines, which say
# nothing about the other flaw.
ALSO: Dict[str, Tuple[str, ...]] = {
    # a host in the text of a page that the function returns
    "tainted-url-host": ("SEC031",),
}

# Codes that are asked in place of the family's, by the id of the rule.
ASKED: Dict[str, Tuple[str, ...]] = {
    # not whether the tokens expire
    "unverified-jwt-decode": ("SEC056",),
    "jwt-python-none-alg": ("SEC056",),
}

# Where a match of the rule begins on a statement before the one that does harm: what that looks like.
BEGINS: Dict[str, str] = {
    # loop = asyncio.get_running_loop(); await loop.run_in_executor(None, exec, …)
    "user-exec": r"get_running_loop",
}

# Imports that a test leaves out, so that what it calls could be anything.
MISSING_IMPORTS: Dict[str, str] = {
    "django/security/audit/avoid-insecure-deserialization.py":
        "import pickle, _pickle, cPickle, dill, yaml\nfrom base64 import b64decode\n",
    "flask/security/dangerous-template-string.py": "from flask import request\n",
    "lang/correctness/tempfile/mktemp.py": "import tempfile\n",
}

_ARGV = "the source is `sys.argv`: who runs a command line tool may run anything already"
_NO_SHELL = "no shell reads it, and no part of it names the program; semgrep's test for AWS Lambda calls it ok"
_ESCAPED = "the text goes to a template, which escapes it; nothing shows that it does not"
_NO_HOLE = "the text holds no `{}`: format() puts nothing into it"
_CONSTANT = "the text is constant: nobody decides what it says"
_NEGOTIATES = "SSLv23_METHOD takes the newest version that both sides know"
_NO_GET = "requests of Django have no get(): the value comes from nowhere"
_WRITES = "writing a pickle runs nothing"
_REFUSED = "SQLAlchemy has refused text there since 1.3; what takes it is text(), which the catalogue has"
_QUOTED = "quote_ident() is what makes a name safe there"
_REBOUND = "the file imports another function under the name: it is not Python's own"
_OTHER_RULE = "ok, because another rule of theirs reports it"

# What no row of the catalogue names: file below python/, what the line looks like (with the next
# ones, where the pattern has line breaks), and why. These
# labels are not counted, neither as flaws nor as ok.
NOT_COVERED: Tuple[Tuple[str, str, str], ...] = (
    ("lang/security/dangerous-spawn-process.py", r"os\.(spawn|posix_spawn)", _ARGV),
    ("django/security/injection/command/subprocess-injection.py",
     r'run\("(ping|echo)|\.Popen\(\[.python2', _NO_SHELL),
    ("flask/security/injection/subprocess-injection.py",
     r'run\("(ping|echo)|\.Popen\(\[.python2', _NO_SHELL),
    ("django/security/injection/command/subprocess-injection.py", r"capture_output",
     "there is no such function"),
    ("flask/security/injection/subprocess-injection.py", r"capture_output",
     "there is no such function"),
    ("django/security/injection/raw-html-format.py", r"context\['html'\]", _ESCAPED),
    ("flask/security/xss/audit/explicit-unescape-with-markup.py", r"Markup\.unescape", _ESCAPED),
    ("jinja2/security/audit/autoescape-disabled-false.py", r"fake_func",
     "the function returns text that is true: escaping is on"),
    ("jinja2/security/audit/missing-autoescape-disabled.py", r"autoescape=(False|something)", _OTHER_RULE),
    ("jinja2/security/audit/missing-autoescape-disabled.py", r"^Environment\(loader=templateLoader,$",
     _OTHER_RULE),
    ("django/security/injection/tainted-sql-string.py", r'%s"\.format\(', _NO_HOLE),
    ("lang/security/audit/formatted-sql-query.py", r"execute\(str_query", _NO_HOLE),
    ("lang/security/audit/eval-detected.py", r"dynamic\.format", _CONSTANT),
    ("lang/security/audit/exec-detected.py", r"dynamic\.format", _CONSTANT),
    ("lang/security/audit/eval-detected.py", r"eval\(something\)|some_func", _REBOUND),
    ("lang/security/audit/exec-detected.py", r"exec\(something\)", _REBOUND),
    ("lang/security/audit/regex-dos.py", r".", "the pattern is applied to constant text"),
    ("lang/security/audit/weak-ssl-version.py", r"SSLv23_METHOD", _NEGOTIATES),
    ("lang/security/deserialization/pickle.py", r"\.dumps\(", _WRITES),
    ("flask/security/insecure-deserialization.py", r"\.dumps\(", _WRITES),
    ("lang/security/deserialization/avoid-unsafe-ruamel.py", r"typ='base'",
     "the base loader builds text, lists and dicts; the catalogue names it as a safe one"),
    ("django/security/audit/avoid-insecure-deserialization.py", r"shelve\.loads",
     "there is no such function"),
    ("sqlalchemy/security/sqlalchemy-sql-injection.py", r"def bad", _REFUSED),
    ("sqlalchemy/security/sqlalchemy-execute-raw-query.py", r"execute\(stmt, values\)", _CONSTANT),
    ("lang/security/audit/sqli/aiopg-sqli.py", r"^cur\.execute\($", _QUOTED),
    ("lang/security/audit/sqli/asyncpg-sqli.py", r"^conn\.execute\($", _QUOTED),
    ("lang/security/audit/sqli/psycopg-sqli.py", r"^cur\.execute\($", _QUOTED),
    ("django/security/injection/path-traversal/path-traversal-file-name.py", r"request\.data\[",
     "no file is opened: the text is a command of an object that is not known"),
    ("django/security/injection/path-traversal/path-traversal-open.py", r'GET\.get\("file_id"\)',
     "a pattern admits letters and digits only"),
    ("django/security/injection/open-redirect.py", r"get_referrer", "there is no such method"),
    ("django/security/injection/sql/sql-injection-rawsql.py", r"request\.get\(", _NO_GET),
    ("django/security/injection/sql/sql-injection-using-raw.py", r"request\.get\(", _NO_GET),
    ("django/security/injection/sql/sql-injection-rawsql.py", r"client_id.*\n.*%s'\.format\(", _NO_HOLE),
    ("django/security/injection/sql/sql-injection-using-db-cursor-execute.py", r'%s"\.format\(',
     _NO_HOLE),
    ("django/security/injection/sql/sql-injection-using-db-cursor-execute.py", r'baz = .*\n.*\n.*%s"\.format\(',
     _NO_HOLE),
    ("flask/security/audit/render-template-string.py", r"render_template_string", _NO_HOLE),
    ("flask/security/dangerous-template-string.py", r"template(.*\n)+?.*\.format\(", _NO_HOLE),
    ("aws-lambda/security/tainted-html-string.py", r".", "nothing shows that the text becomes a page"),
    ("lang/security/audit/marshal.py", r"\.dumps?\(", _WRITES),
    ("lang/security/use-defusedcsv.py", r"csv\.writer", "nothing that a client sent is written"),
    ("lang/security/audit/dangerous-asyncio-create-exec-audit.py", r"create_subprocess_exec", _ARGV),
    ("lang/security/audit/dangerous-asyncio-exec-audit.py", r"subprocess_exec", _ARGV),
    ("lang/security/audit/dangerous-asyncio-shell-audit.py", r"subprocess_shell", _ARGV),
    ("lang/best-practice/hardcoded-tmp-path.py", r"'r'\)",
     "the file is read: nothing is written where somebody else may wait"),
    ("requests/security/no-auth-over-http.py", r"bad_url, timeout=50\)$|^bad_url = .http:",
     "ok, because no password is sent; the rest is read on the way all the same"),
)

_IMPORT = "the import of the module"
_ALL_CONSTANT = "commands and code that are constant"

# Our codes, how many of bandit's findings no row of the catalogue names, and what those are.
BANDIT: Dict[str, Tuple[Tuple[str, ...], int, str]] = {
    "sql_statements.py": (("SEC020", "SEC021"), 10, "text that no call executes"),
    "subprocess_shell.py": (("SEC025",), 35, _ALL_CONSTANT + ", and lists without a shell"),
    "os_system.py": (("SEC025",), 1, _ALL_CONSTANT),
    "eval.py": (("SEC026",), 3, _ALL_CONSTANT),
    "exec.py": (("SEC026",), 1, _ALL_CONSTANT),
    "pickle_deserialize.py": (("SEC027",), 1, _IMPORT),
    "marshal_deserialize.py": (("SEC027",), 0, ""),
    "dill.py": (("SEC027",), 1, _IMPORT),
    "jsonpickle.py": (("SEC027",), 0, ""),
    "shelve_open.py": (("SEC027",), 1, _IMPORT),
    "yaml_load.py": (("SEC027",), 0, ""),
    "pytorch_load.py": (("SEC027",), 3, "the program's own file, under a constant name"),
    "pandas_read_pickle.py": (("SEC027",), 1, _IMPORT),
    "jinja2_templating.py": (("SEC031",), 1, "a function that returns true text: escaping is on"),
    "markupsafe_markup_xss.py": (("SEC031",), 4, "markup that is constant"),
    "tarfile_extractall.py": (("SEC035",), 3, "members that were looked at, none, and a function "
                              "that does not exist"),
    "requests-ssl-verify-disabled.py": (("SEC081",), 0, ""),
    "requests-missing-timeout.py": (("SEC095",), 0, ""),
    "unverified_context.py": (("SEC081",), 0, ""),
    "crypto-md5.py": (("SEC083", "SEC062"), 6, "four imports; salts of bcrypt (METHOD_BLOWFISH)"),
    "ciphers.py": (("SEC083",), 9, "eight imports; SEED, whose blocks have 128 bits"),
    "cipher-modes.py": (("SEC083",), 0, ""),
    "hashlib_new_insecure_functions.py": (("SEC083",), 0, ""),
    "random_module.py": (("SEC066",), 12, "numbers that nothing secret is made of"),
    "xml_lxml.py": (("SEC033",), 0, ""),
    "hardcoded-tmp.py": (("SEC100",), 0, ""),
    "mktemp.py": (("SEC100",), 1, "a name that nothing binds"),
}
