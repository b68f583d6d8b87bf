"""What CPython says of files: run by the interpreter under test, on its standard library alone.

    pythonX.Y -I oracle.py tokens|ast|scopes digest|text  < list of paths, one a line

For each file a line `=== PATH`, then either `rejected MESSAGE` (CPython's own parser refuses
it), or `limit MESSAGE` (a limit of the interpreter was reached: nothing to compare), or, asked
for `text`, the dump itself, or, asked for `digest`, `accepted SHA-256` of it. Characters
outside ASCII are written as `ascii()` does, because which of them `repr` escapes depends on the
Unicode version of the interpreter.
"""

import ast
import hashlib
import io
import symtable
import sys
import threading
import token
import tokenize
import warnings


def dump_tokens(source):
    """One line a token: type, string, start and end; operators are OP."""
    ast.parse(source)
    lines = []
    for item in tokenize.tokenize(io.BytesIO(source).readline):
        start, end = item.start, item.end
        lines.append(
            "%s %s %d,%d-%d,%d"
            % (token.tok_name[item.type], ascii(item.string), start[0], start[1], end[0], end[1])
        )
    return "\n".join(lines)


def dump_ast(source):
    """What ast.dump prints, positions included, on one line."""
    return ast.dump(ast.parse(source), include_attributes=True)


def flags_of(symbol):
    """The facts symtable knows of a symbol, as sorted words."""
    names = (
        "annotated assigned declared_global free global imported local namespace nonlocal"
        " parameter referenced"
    )
    return [name for name in names.split() if getattr(symbol, "is_" + name)()]


def dump_scopes(source):
    """One line a scope and, indented below it, one a symbol, in order of name."""
    lines = []

    def visit(table, depth):
        kind = str(getattr(table.get_type(), "value", table.get_type()))
        name, row = ascii(table.get_name()), table.get_lineno()
        lines.append("%s%s %s %d" % ("  " * depth, kind, name, row))
        for symbol in sorted(table.get_symbols(), key=lambda found: found.get_name()):
            words = " ".join(flags_of(symbol))
            lines.append("%s- %s: %s" % ("  " * depth, ascii(symbol.get_name()), words))
        for child in table.get_children():
            visit(child, depth + 1)

    compile(source, "<file>", "exec", dont_inherit=True)
    visit(symtable.symtable(source, "<file>", "exec"), 0)
    return "\n".join(lines)


DUMPS = {"tokens": dump_tokens, "ast": dump_ast, "scopes": dump_scopes}


def answer(source, dump, digest):
    """The lines for the bytes of one file."""
    try:
        text = dump(source)
    except (SyntaxError, tokenize.TokenError, UnicodeDecodeError) as error:
        return "rejected " + ascii(str(error))
    except ValueError as error:  # a null byte, before 3.12
        return "rejected " + ascii(str(error))
    except (MemoryError, RecursionError) as error:
        return "limit " + ascii(repr(error))
    encoded = text.encode("ascii", "backslashreplace")
    if digest:
        return "accepted " + hashlib.sha256(encoded).hexdigest()
    return encoded.decode("ascii")


def main():
    """Answers for every path of standard input."""
    dump, digest = DUMPS[sys.argv[1]], sys.argv[2] == "digest"
    for path in sys.stdin.buffer.read().decode("utf-8", "surrogateescape").splitlines():
        with open(path, "rb") as stream:
            source = stream.read()
        text = "=== %s\n%s\n" % (path, answer(source, dump, digest))
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))


def lift_limits():
    """No warnings, no bound on the digits of a number."""
    warnings.simplefilter("ignore")
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)


if __name__ == "__main__":
    lift_limits()
    # Library files nest deeply enough to need more than the default stack in ast.dump.
    sys.setrecursionlimit(20000)
    threading.stack_size(256 << 20)
    worker = threading.Thread(target=main)
    worker.start()
    worker.join()
