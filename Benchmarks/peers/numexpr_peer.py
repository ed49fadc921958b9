"""numexpr: each output as one expression; intermediate names are written out."""

import ast
import copy

import numexpr
import numpy as np

from peers import NotOffered
from peers.rewriting import called, fold_constants

FUNCTIONS = {"exp", "log", "log1p", "sin", "cos", "tanh", "sqrt", "where"}


def version():
    return numexpr.__version__


class Translation(ast.NodeTransformer):
    """NumPy's text as numexpr's. Decimal numbers become variables: numexpr takes its own for doubles."""

    def __init__(self, program):
        self.dtype, self.known, self.numbers, self.views = program.dtype, {}, {}, {}
        self.arrays = {name for name, _, _ in program.inputs}
        self.numbers.update({name: self.dtype(value) for name, _, value in program.scalars})

    def visit_Name(self, node):
        return copy.deepcopy(self.known.get(node.id, node))

    def visit_Constant(self, node):
        if not isinstance(node.value, float):
            return node
        name = f"c{len(self.numbers)}"
        self.numbers[name] = self.dtype(node.value)
        return ast.Name(name, ast.Load())

    def visit_BinOp(self, node):
        if isinstance(node.op, ast.MatMult):
            raise NotOffered("no matrix products")
        if isinstance(node.op, ast.Pow) and isinstance(node.right, ast.Constant):
            return ast.BinOp(self.visit(node.left), node.op, node.right)
        return self.generic_visit(node)

    def visit_Call(self, node):
        name = called(node)
        arguments = [self.visit(argument) for argument in node.args]
        if name == "clip":
            x, low, high = arguments
            inner = ast.Call(ast.Name("where", ast.Load()), [ast.Compare(x, [ast.Gt()], [high]), high, x], [])
            return ast.Call(ast.Name("where", ast.Load()), [ast.Compare(x, [ast.Lt()], [low]), low, inner], [])
        if name not in FUNCTIONS:
            raise NotOffered(f"no {name}" if name in ("erf", "argmax", "cumsum") else f"no {name} inside an expression")
        return ast.Call(ast.Name(name, ast.Load()), arguments, [])

    def visit_Subscript(self, node):
        """A view of an input is made by NumPy, beforehand."""
        name = ast.unparse(node.value)
        if name not in self.arrays:
            raise NotOffered("no slices inside an expression")
        self.views[f"v{len(self.views)}"] = ast.unparse(node)
        return ast.Name(f"v{len(self.views) - 1}", ast.Load())

    visit_Attribute = visit_Subscript


def prepare(program, arrays, threads, folder):
    numexpr.set_num_threads(threads)
    translation = Translation(program)
    expressions = {}
    for statement in fold_constants(program.body):
        name, value = statement.targets[0].id, statement.value
        axis = None
        if called(value) == "sum":
            axis = {k.arg: k.value.value for k in value.keywords}.get("axis")
            value = value.args[0]
            text = ast.unparse(ast.fix_missing_locations(translation.visit(value)))
            text = f"sum({text})" if axis is None else f"sum({text}, axis={axis})"
        else:
            tree = translation.visit(value)
            translation.known[name] = tree
            text = ast.unparse(ast.fix_missing_locations(tree))
        if name in program.outputs:
            expressions[name] = text
    views = {name: eval(text, dict(arrays)) for name, text in translation.views.items()}
    names = {**arrays, **views, **translation.numbers}

    def fresh():
        return [numexpr.evaluate(text, names) for text in expressions.values()]

    ways = {"fresh": fresh}
    results = fresh()
    if all(result.ndim for result in results):
        outputs = [np.empty_like(result) for result in results]

        def reused():
            return [numexpr.evaluate(text, names, out=out) for text, out in zip(expressions.values(), outputs)]

        ways["reused"] = reused
    return ways


def to_numpy(outputs):
    return outputs
