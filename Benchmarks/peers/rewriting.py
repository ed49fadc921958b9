"""Changes to a workload's syntax tree that more than one peer needs."""

import ast
import copy

import numpy as np

# The functions of NumPy that take `out=`, by the operator that means them.
OPERATORS = {
    ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply", ast.Div: "divide", ast.Pow: "power",
    ast.MatMult: "matmul",
}


def numpy_call(name, arguments, keywords=()):
    return ast.Call(ast.Attribute(ast.Name("np", ast.Load()), name, ast.Load()), arguments, list(keywords))


def called(node):
    """The name of the NumPy function that a node calls; `erf` counts as one."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node, ast.Call) else None


def into_outputs(program):
    """The statements with the last operation of each output writing into `into_NAME`; None where one cannot."""
    body = copy.deepcopy(program.body)
    for statement in body:
        name = statement.targets[0].id
        if name not in program.outputs:
            continue
        into = ast.keyword("out", ast.Name(f"into_{name}", ast.Load()))
        value = statement.value
        if isinstance(value, ast.BinOp):
            statement.value = numpy_call(OPERATORS[type(value.op)], [value.left, value.right], [into])
        elif called(value) not in (None, "where", "erf"):
            value.keywords.append(into)
        else:
            return None
    return body


def fold_constants(body):
    """Replaces what has no names but `np.pi` by its value."""

    class Fold(ast.NodeTransformer):
        def visit(self, node):
            node = self.generic_visit(node)
            if isinstance(node, (ast.BinOp, ast.UnaryOp, ast.Attribute)):
                names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
                calls = any(isinstance(n, ast.Call) for n in ast.walk(node))
                is_pi = isinstance(node, ast.Attribute) and node.attr == "pi"
                if not calls and (is_pi or (not names and not isinstance(node, ast.Attribute))):
                    value = eval(compile(ast.fix_missing_locations(ast.Expression(node)), "", "eval"), {"np": np})
                    return ast.Constant(value)
            return node

    return [Fold().visit(copy.deepcopy(statement)) for statement in body]


def method_to_call(body, attribute, function):
    """Replaces `x.attribute` by `np.function(x)`."""

    class Replace(ast.NodeTransformer):
        def visit_Attribute(self, node):
            node = self.generic_visit(node)
            return numpy_call(function, [node.value]) if node.attr == attribute else node

    return [Replace().visit(copy.deepcopy(statement)) for statement in body]
