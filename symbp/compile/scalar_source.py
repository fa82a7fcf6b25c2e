"""Straight-line Python arithmetic on numbers: what is read once is written where it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..errors import SpecError
from ..language import Exponent
from .graph import Call, Graph, Number, Product, Sum, Use, magnitude
from .names import literal

LARGEST = "709.0"  # exp of more than that overflows
ATOM, PRODUCT, SUM = 2, 1, 0
PLAIN = {"exp", "log", "log1p", "tanh", "sinh", "cosh", "sin", "cos", "erf"}
RENAMED = {"absolute": "abs", "maximum": "max", "minimum": "min", "arctan": "atan"}


@dataclass
class Arithmetic:
    """The lines written so far; `text` maps an operation to its code and how tightly that binds."""

    graph: Graph
    read: dict[int, int]
    next: int
    prefix: str = ""
    text: dict[int, tuple[str, int]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    imports: set[str] = field(default_factory=set)

    def name(self) -> str:
        """The next free name."""
        self.next += 1
        return f"v{self.next - 1}"

    def function(self, name: str) -> str:
        """A function of Python's math, under the name it is imported by."""
        self.imports.add(name)
        return self.prefix + name

    def code(self, id: int, binding: int = SUM) -> str:
        """An operation as code that binds at least that tightly."""
        if id not in self.text:
            made, tight = operation(self, id)
            if self.read[id] > 1 and not isinstance(self.graph.nodes[id], Number):
                name = self.name()
                self.lines.append(f"{name} = {made}")
                made, tight = name, ATOM
            self.text[id] = (made, tight)
        made, tight = self.text[id]
        return made if tight >= binding else f"({made})"

    def named(self, id: int) -> str:
        """An operation that is read several times in one line."""
        text = self.code(id, ATOM)
        if text.isidentifier():
            return text
        name = self.name()
        self.lines.append(f"{name} = {self.text[id][0]}")
        self.text[id] = (name, ATOM)
        return name


def operation(page: Arithmetic, id: int) -> tuple[str, int]:
    """The code of an operation, and how tightly it binds.

    Raises:
        SpecError: a function that Python's math has not.
    """
    node = page.graph.nodes[id]
    if isinstance(node, Number):
        return literal(node.value), ATOM
    if isinstance(node, Sum):
        return sum_code(page, node), SUM
    if isinstance(node, Product):
        return product_code(page, node), PRODUCT
    if isinstance(node, Call):
        return call_code(page, node)
    raise SpecError(f"no scalar form of {type(node).__name__} is known")


def sum_code(page: Arithmetic, node: Sum) -> str:
    """A sum, positive terms first."""
    parts = [(False, literal(node.constant))] if node.constant else []
    for coefficient, use in node.terms:
        factor = "" if abs(coefficient) == 1 else f"{literal(abs(coefficient))} * "
        parts.append((coefficient < 0, factor + page.code(use.id, PRODUCT)))
    parts.sort(key=lambda part: part[0])
    text = ("-" if parts[0][0] else "") + parts[0][1]
    return text + "".join((" - " if minus else " + ") + part for minus, part in parts[1:])


def product_code(page: Arithmetic, node: Product) -> str:
    """A product and what divides it."""
    above = [] if abs(node.coefficient) == 1 else [literal(abs(node.coefficient))]
    below: list[str] = []
    for use, exponent in node.factors:
        (above if exponent > 0 else below).extend(power(page, use, magnitude(exponent)))
    sign = "-" if node.coefficient < 0 else ""
    return sign + " * ".join(above or ["1.0"]) + "".join(f" / {text}" for text in below)


def power(page: Arithmetic, use: Use, exponent: Exponent) -> list[str]:
    """A power as factors."""
    if exponent == 1:
        return [page.code(use.id, ATOM)]
    if exponent == 2:
        return [page.named(use.id)] * 2
    if exponent == 0.5:
        return [f"{page.function('sqrt')}({page.code(use.id)})"]
    return [f"{page.code(use.id, ATOM)} ** {literal(exponent)}"]


def call_code(page: Arithmetic, node: Call) -> tuple[str, int]:
    """A function of Python's math, infinite where it would raise an error."""
    ids = [use.id for use in node.uses]
    if node.name == "exp":
        return exponential(page, ids[0])
    if node.name == "greater":
        return f"(1.0 if {page.code(ids[0])} > {page.code(ids[1])} else 0.0)", ATOM
    if node.name == "sign":
        x = page.named(ids[0])
        return f"(float({x} > 0.0) - float({x} < 0.0))", ATOM
    if node.name == "log":
        x = page.named(ids[0])
        return f"({page.function('log')}({x}) if {x} else -{page.function('inf')})", ATOM
    if node.name in ("maximum", "minimum") and len(ids) == 1:
        return page.code(ids[0], ATOM), ATOM
    name = RENAMED.get(node.name, node.name)
    if name in PLAIN or name == "atan":
        name = page.function(name)
    elif node.name not in RENAMED:
        raise SpecError(f"no scalar form of the function {node.name} is known")
    return f"{name}({', '.join(page.code(id) for id in ids)})", ATOM


def exponential(page: Arithmetic, id: int) -> tuple[str, int]:
    """exp, infinite where it overflows."""
    exp, inf = page.function("exp"), page.function("inf")
    node = page.graph.nodes[id]
    if isinstance(node, Product) and node.coefficient == -1 and len(node.factors) == 1 and page.read[id] == 1:
        use, exponent = node.factors[0]
        if exponent == 1:
            x = page.named(use.id)
            return f"({exp}(-{x}) if {x} > -{LARGEST} else {inf})", ATOM
    x = page.named(id)
    return f"({exp}({x}) if {x} < {LARGEST} else {inf})", ATOM
