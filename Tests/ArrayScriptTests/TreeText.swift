@testable import ArrayScript

/// An expression as nested lists in parentheses, the form in which the tests compare with Python's own
/// parser.
func treeText(_ expression: Expression) -> String {
  switch expression.kind {
  case .name(let name): return name
  case .integer(let value): return String(value)
  case .float(let value): return PythonText.repr(value)
  case .imaginary(let value): return "(imaginary \(PythonText.repr(value)))"
  case .string(let text): return PythonText.repr(text)
  case .formatted(let parts): return "(f" + parts.map { " " + treeText($0) }.joined() + ")"
  case .bool(let value): return value ? "True" : "False"
  case .none: return "None"
  case .ellipsis: return "..."
  case .list(let items): return "(list" + items.map { " " + treeText($0) }.joined() + ")"
  case .tuple(let items): return "(tuple" + items.map { " " + treeText($0) }.joined() + ")"
  case .unary(let op, _, let operand): return "(\(op.rawValue) \(treeText(operand)))"
  case .binary(let first, let links):
    return links.reduce(treeText(first)) { "(\($1.op.rawValue) \($0) \(treeText($1.operand)))" }
  case .comparison(let first, let links):
    return "(compare \(treeText(first))" + links.map { " \($0.op.rawValue) \(treeText($0.operand))" }.joined()
      + ")"
  case .boolean(let op, let operands):
    return "(\(op.rawValue)" + operands.map { " " + treeText($0) }.joined() + ")"
  case .conditional(let then, let condition, let otherwise):
    return "(if \(treeText(condition)) \(treeText(then)) \(treeText(otherwise)))"
  case .attribute(let base, let name): return "(. \(treeText(base)) \(name.name))"
  case .call(let callee, let arguments):
    let texts = arguments.map { " " + ($0.name.map { "\($0.name)=" } ?? "") + treeText($0.value) }
    return "(call \(treeText(callee))" + texts.joined() + ")"
  case .subscripted(let base, let items, let isTuple):
    let texts = items.map { " " + treeText($0) }.joined()
    return "(index \(treeText(base))" + (isTuple ? " (tuple\(texts)))" : texts + ")")
  }
}

private func treeText(_ item: IndexItem) -> String {
  switch item {
  case .value(let expression): return treeText(expression)
  case .slice(let lower, let upper, let step, _):
    return "(slice " + [lower, upper, step].map { $0.map(treeText) ?? "_" }.joined(separator: " ") + ")"
  }
}

private func treeText(_ part: FormatPart) -> String {
  switch part {
  case .text(let text): return PythonText.repr(text)
  case .field(let field):
    let specification = field.specification.map { " " + treeText($0) }.joined()
    return "({} \(treeText(field.expression)) \(field.conversion.map(String.init) ?? "-")\(specification))"
  }
}

/// The Python program that prints the same text from Python's `ast`, or `error` for what Python does not
/// parse.
let pythonTreeProgram = #"""
  import ast, json, sys
  B = {ast.Add: '+', ast.Sub: '-', ast.Mult: '*', ast.MatMult: '@', ast.Div: '/', ast.FloorDiv: '//',
       ast.Mod: '%', ast.Pow: '**', ast.BitAnd: '&', ast.BitOr: '|', ast.BitXor: '^', ast.LShift: '<<',
       ast.RShift: '>>', ast.USub: '-', ast.UAdd: '+', ast.Invert: '~', ast.Not: 'not', ast.And: 'and',
       ast.Or: 'or', ast.Lt: '<', ast.LtE: '<=', ast.Gt: '>', ast.GtE: '>=', ast.Eq: '==', ast.NotEq: '!='}
  def sp(xs): return ''.join(' ' + t(x) for x in xs)
  def o(x): return '_' if x is None else t(x)
  def t(n):
      k = type(n)
      if k is ast.Expression: return t(n.body)
      if k is ast.Name: return n.id
      if k is ast.Constant:
          if n.value is ...: return '...'
          if isinstance(n.value, complex): return '(imaginary %r)' % n.value.imag
          return repr(n.value)
      if k is ast.JoinedStr: return '(f' + sp(n.values) + ')'
      if k is ast.FormattedValue:
          c = '-' if n.conversion == -1 else chr(n.conversion)
          return '({} ' + t(n.value) + ' ' + c + (sp(n.format_spec.values) if n.format_spec else '') + ')'
      if k is ast.List: return '(list' + sp(n.elts) + ')'
      if k is ast.Tuple: return '(tuple' + sp(n.elts) + ')'
      if k is ast.UnaryOp: return '(' + B[type(n.op)] + ' ' + t(n.operand) + ')'
      if k is ast.BinOp: return '(%s %s %s)' % (B[type(n.op)], t(n.left), t(n.right))
      if k is ast.BoolOp: return '(' + B[type(n.op)] + sp(n.values) + ')'
      if k is ast.Compare:
          links = zip(n.ops, n.comparators)
          return '(compare ' + t(n.left) + ''.join(' %s %s' % (B[type(p)], t(c)) for p, c in links) + ')'
      if k is ast.IfExp: return '(if %s %s %s)' % (t(n.test), t(n.body), t(n.orelse))
      if k is ast.Attribute: return '(. %s %s)' % (t(n.value), n.attr)
      if k is ast.Call:
          words = ''.join(' %s=%s' % (w.arg, t(w.value)) for w in n.keywords)
          return '(call ' + t(n.func) + sp(n.args) + words + ')'
      if k is ast.Subscript: return '(index ' + t(n.value) + ' ' + t(n.slice) + ')'
      if k is ast.Slice: return '(slice %s %s %s)' % (o(n.lower), o(n.upper), o(n.step))
      raise TypeError(k)
  def one(text):
      try: return t(ast.parse(text, mode='eval'))
      except SyntaxError: return 'error'
  print(json.dumps([one(c[0]) for c in json.load(sys.stdin)]))
  """#
