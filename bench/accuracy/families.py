"""Which of our rules answers which rule of semgrep/semgrep-rules and which example of PyCQA/bandit.

A rule of theirs is listed only if the catalogue has a check for the same flaw. `FAMILIES` goes from the
family that is printed to our codes and the ids of semgrep's rules; `BANDIT` from the name of an example
to our codes.
"""

from typing import Dict, Tuple

FAMILIES: Dict[str, Tuple[Tuple[str, ...], Tuple[str, ...]]] = {
    "sql": (
        ("SEC020", "SEC021", "SEC022", "SEC023"),
        ("tainted-sql-string", "sqlalchemy-execute-raw-query", "asyncpg-sqli", "psycopg-sqli", "aiopg-sqli",
         "formatted-sql-query", "sqlalchemy-sql-injection", "sqlalchemy-sqli", "avoid-sqlalchemy-text",
         "pymysql-sqli", "mysql-sqli"),
    ),
    "command": (
        ("SEC025",),
        ("os-system-injection", "subprocess-injection", "dangerous-system-call", "dangerous-subprocess-use",
         "dangerous-asyncio-shell", "dangerous-asyncio-exec", "dangerous-asyncio-create-exec",
         "command-injection-os-system", "dangerous-spawn-process"),
    ),
    "code": (
        ("SEC026",),
        ("user-eval", "user-exec", "eval-injection", "exec-injection", "eval-detected", "exec-detected",
         "tainted-code-exec"),
    ),
    "deserialisation": (
        ("SEC027",),
        ("avoid-pickle", "avoid-pyyaml-load", "avoid-unsafe-ruamel", "avoid-dill", "avoid-marshal",
         "avoid-jsonpickle", "avoid-shelve", "avoid-cPickle", "insecure-deserialization",
         "avoid-insecure-deserialization", "tainted-pickle-deserialization"),
    ),
    "path": (("SEC028",), ("path-traversal-open", "path-traversal-join", "path-traversal-file-name")),
    "ssrf": (
        ("SEC029",),
        ("ssrf-requests", "tainted-url-host", "ssrf-injection-requests", "ssrf-injection-urllib"),
    ),
    "redirect": (("SEC030",), ("open-redirect",)),
    "html": (
        ("SEC031", "SEC032"),
        ("raw-html-format", "directly-returned-format-string", "explicit-unescape-with-markup",
         "incorrect-autoescape-disabled", "missing-autoescape-disabled", "reflected-data-httpresponse",
         "tainted-html-response", "render-template-string"),
    ),
    "xml": (("SEC033",), ("use-defused-xml-parse",)),
    "regex": (("SEC034",), ("regex_dos",)),
    "transport": (
        ("SEC080", "SEC081"),
        ("disabled-cert-validation", "unverified-ssl-context", "request-with-http",
         "request-session-with-http", "insecure-urlopen", "insecure-urlretrieve"),
    ),
    "crypto": (
        ("SEC083", "SEC062"),
        ("insecure-hash-algorithm-md5", "insecure-hash-algorithm-sha1", "insecure-hash-function",
         "insecure-cipher-algorithm-des", "insecure-cipher-algorithm-rc4", "insecure-cipher-mode-ecb",
         "weak-ssl-version", "md5-used-as-password"),
    ),
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

# Flaws that no row of the catalogue names: file below python/, what the line looks like, and why.
NOT_COVERED: Tuple[Tuple[str, str, str], ...] = (
)

BANDIT: Dict[str, Tuple[str, ...]] = {
    "sql_statements.py": ("SEC020", "SEC021"),
    "subprocess_shell.py": ("SEC025",),
    "os_system.py": ("SEC025",),
    "eval.py": ("SEC026",),
    "exec.py": ("SEC026",),
    "pickle_deserialize.py": ("SEC027",),
    "marshal_deserialize.py": ("SEC027",),
    "dill.py": ("SEC027",),
    "jsonpickle.py": ("SEC027",),
    "shelve_open.py": ("SEC027",),
    "yaml_load.py": ("SEC027",),
    "pytorch_load.py": ("SEC027",),
    "pandas_read_pickle.py": ("SEC027",),
    "jinja2_templating.py": ("SEC031",),
    "markupsafe_markup_xss.py": ("SEC031",),
    "tarfile_extractall.py": ("SEC035",),
    "requests-ssl-verify-disabled.py": ("SEC081",),
    "requests-missing-timeout.py": ("SEC095",),
    "unverified_context.py": ("SEC081",),
    "crypto-md5.py": ("SEC083", "SEC062"),
    "ciphers.py": ("SEC083",),
    "cipher-modes.py": ("SEC083",),
    "hashlib_new_insecure_functions.py": ("SEC083",),
    "random_module.py": ("SEC066",),
    "xml_lxml.py": ("SEC033",),
}
