"""Python code that runs in circles: names that are assigned to each other, functions that call each other.

Whoever follows a value or a call through such code without marking where it has been never comes back.
"""

import ast
import warnings
from typing import Callable, Dict, List, Union

Statements = List[ast.stmt]
Function = Union[ast.FunctionDef, ast.AsyncFunctionDef]


def parsed(code: str, name: str) -> Statements:
    """The statements with the name in the place of NAME."""
    return ast.parse(code.replace("NAME", name)).body


# What is written behind each assignment to a name.
NAMES: Dict[str, str] = {
    "itself": "NAME = NAME",
    "values": "NAME_other = NAME\nNAME = NAME_other\nNAME = cast(object, NAME)\n"
              "NAME = NAME or str(NAME)\nNAME.update(NAME)\n"
              "NAME = {**NAME, 'a': NAME}\nNAME = [NAME, *NAME]\nNAME = NAME + f'{NAME}'",
    "loops": "for NAME in NAME:\n    NAME = NAME[NAME]\nwith NAME as NAME:\n    NAME = NAME.NAME\n"
             "NAME = lambda NAME=NAME: NAME(NAME)\nNAME = NAME(NAME=NAME)",
}


def assigned_name(statement: ast.stmt) -> str:
    """Of `name = …` and `name: … = …`; empty of everything else."""
    if isinstance(statement, ast.Assign):
        target = statement.targets[0]
    elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
        target = statement.target
    else:
        return ""
    return target.id if isinstance(target, ast.Name) else ""


class Circles(ast.NodeTransformer):
    """Has each block of statements rewritten, but for those of classes."""

    def __init__(self, rewrite: Callable[[Statements], Statements]) -> None:
        self.rewrite = rewrite

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list) and block and not isinstance(node, ast.ClassDef):
                setattr(node, field, self.rewrite(block))
        return node


def around_names(code: str) -> Callable[[Statements], Statements]:
    def rewrite(block: Statements) -> Statements:
        result: Statements = []
        for statement in block:
            name = assigned_name(statement)
            result += [statement, *(parsed(code, name) if name else [])]
        return result
    return rewrite


def call_of(function: Function) -> ast.stmt:
    """`x = function(a, b)`, by the names of the function's own parameters."""
    given = ", ".join(argument.arg for argument in function.args.args)
    call = f"{function.name}({given})"
    return ast.parse(f"x = {call}").body[0]


def around_functions(block: Statements) -> Statements:
    """Each function of a block calls itself and the next one, whose result it takes; the last the first."""
    functions = [one for one in block if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef))]
    following = functions[1:] + functions[:1]
    calls = [[call_of(one), call_of(other)] for one, other in zip(functions, following)]
    for function, added in zip(functions, calls):
        function.body = [*added, *function.body]
        last = function.body[-1]
        if isinstance(last, ast.Return) and last.value is not None:
            last.value = ast.parse(f"x if x else {ast.unparse(added[0])[4:]}").body[0].value
    return block


REWRITES = {name: around_names(code) for name, code in NAMES.items()}
REWRITES["functions"] = around_functions


def in_circles(source: str, kind: str) -> str:
    """The code so rewritten; as it is where it does not parse or has nothing to rewrite."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return source
    before = ast.dump(tree)
    tree = Circles(REWRITES[kind]).visit(tree)
    return source if ast.dump(tree) == before else ast.unparse(ast.fix_missing_locations(tree))
