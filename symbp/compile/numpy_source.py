"""NumPy source of a straight line: internal names, and comments for the reader."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..language import Extent
from .buffers import INTO
from .lower import Lowered
from .names import Sizes, constant, literal, look, scalar
from .operation import Line, Operation, Scalar, View
from .text import plain

KEYWORD_OUT = {"maximum", "minimum"}  # NumPy wants the output of these by keyword
MATMUL = 12_000  # numbers in a new matrix from which on matmul is faster than dot, which fills it with zeros first


@dataclass
class Page:
    """The names given so far, and what the workspace holds."""

    line: Line
    sizes: Sizes
    place: dict[int, int]
    next: int
    names: dict[object, str] = field(default_factory=dict)
    bound: list[tuple[str, str]] = field(default_factory=list)
    imports: set[str] = field(default_factory=set)

    def name(self, key: object) -> str:
        """The next free internal name."""
        self.names[key] = f"v{self.next}"
        self.next += 1
        return self.names[key]

    def bind(self, key: object, text: str) -> str:
        """A name for something that is made once for given sizes."""
        if key not in self.names:
            self.bound.append((self.name(key), text))
        return self.names[key]

    def use(self, view: View) -> str:
        """An operand as code."""
        register = view.register
        if register in self.line.arguments:
            return look(f"v{self.line.arguments[register]}", view)
        made = self.line.constants.get(register)
        if isinstance(made, Scalar) and not made.array:
            return self.bind(made, scalar(made, self.sizes)) if made.sizes else literal(made.value)
        if made is not None:
            base = self.bind(made, constant(made, self.sizes))
        elif register in self.place:
            base = self.buffer(register)
        else:
            return look(self.names[("local", register)], view)
        if view.direct:
            return base
        return self.bind((base, view.dims, view.flat), look(base, view))

    def buffer(self, register: int) -> str:
        """The array of the workspace that holds a register."""
        extents = self.line.extents[register]
        return self.bind(("buffer", self.place[register]), f"empty({self.sizes.shape(extents)}, kind)")

    def result(self, operation: Operation) -> tuple[str, str]:
        """Where the result goes: a name to assign to, or an array to write to."""
        register = operation.register
        if register in self.place and operation.kind in INTO:
            return "", self.buffer(register)
        return self.name(("local", register)) + " = ", ""


def body(page: Page, lowered: Lowered) -> list[str]:
    """The lines of the computation, each assignment under its comment."""
    made: list[str] = []
    step = -1
    for operation in page.line.operations:
        if operation.step != step:
            step = operation.step
            made.append(comment(lowered, step))
        made.append(statement(page, operation))
    return made


def comment(lowered: Lowered, number: int) -> str:
    """What the next lines compute."""
    if number >= len(lowered.steps):
        return "# results"
    step = lowered.steps[number]
    return f"# {plain(step.name)}" + (f": {plain(step.note)}" if step.note else "")


def statement(page: Page, operation: Operation) -> str:
    """One operation as code."""
    if operation.kind == "gather":
        first, *rest = [page.use(view) for view in operation.operands]
        return page.result(operation)[0] + f"{first}[{', '.join(rest)}]"
    texts = [page.use(view) for view in operation.operands]
    to, out = page.result(operation)
    if operation.kind == "scalar":
        name = operation.name.split("(")[0]
        if name.isidentifier():
            page.imports.add(name)
        return to + operation.name.format(*texts)
    if operation.kind == "dot":
        if to and large(page.line.extents[operation.register]):
            page.imports.add("matmul")
            return f"{to}matmul({texts[0]}, {texts[1]})"
        return f"{to}{texts[0]}.dot({', '.join(texts[1:] + ([out] if out else []))})"
    if operation.kind == "copy":
        return to + copy(page, operation, texts[0])
    if operation.kind == "matmul":
        page.imports.add("matmul")
        return f"{to}matmul({', '.join(texts + ([out] if out else []))})"
    page.imports.add("einsum" if operation.kind == "einsum" else operation.name)
    if operation.kind == "reduce":
        whole = not page.line.extents[operation.register]
        dims = "None" if whole else str(operation.dims if len(operation.dims) > 1 else operation.dims[0])
        return f"{to}{operation.name}.reduce({texts[0]}, {dims}{', None, ' + out if out else ''})"
    if operation.kind == "einsum":
        return f'{to}einsum("{operation.name}", {", ".join(texts)}{", out=" + out if out else ""})'
    keyword = "out=" if operation.name in KEYWORD_OUT else ""
    return f"{to}{operation.name}({', '.join(texts + ([keyword + out] if out else []))})"


def copy(page: Page, operation: Operation, text: str) -> str:
    """A new array with these elements, repeated where a dimension is missing."""
    extents = page.line.extents[operation.register]
    (view,) = operation.operands
    stored = page.line.extents[view.register]
    if len(stored) == len(extents):
        return f"{text}.copy()"
    page.imports.add("broadcast_to")
    shape = page.bind(("shape", extents), page.sizes.shape(extents))
    return f"broadcast_to({text}, {shape}).copy()"


def large(extents: tuple[Extent, ...]) -> bool:
    """Whether a new matrix is known to have many numbers."""
    if len(extents) != 2 or not all(isinstance(extent, int) for extent in extents):
        return False
    rows, columns = extents
    return isinstance(rows, int) and isinstance(columns, int) and rows * columns >= MATMUL
