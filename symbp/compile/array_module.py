"""The array form: a module around the straight line, for any number of examples."""

from __future__ import annotations

from ..errors import SpecError
from ..language import Size
from .buffers import workspace
from .lower import Lowered
from .names import Sizes
from .numpy_source import Page, body
from .operation import Line, View
from .program import Program
from .scalar_module import count, single_example
from .straight import straighten
from .template import ARRAY, DIRECT, ERF, QUIET, docstring, indented, tuple_code
from .text import describe

CREATORS = ("empty", "array", "ones", "full", "arange", "clip", "broadcast_to")


def array_module(program: Program, lowered: Lowered, *, single: bool = False) -> str:
    """A module that imports NumPy only; `single` adds Python arithmetic for batches of one example."""
    line = straighten(lowered)
    shapes = tuple(tensor.sizes for tensor in program.arguments)
    sizes = Sizes(shapes)
    check(program, line, sizes)
    page = Page(line, sizes, workspace(line).place, len(shapes))
    lines = body(page, lowered)
    results = [page.use(View(register)) for register in line.results]
    text, functions = single_example(program) if single else ("", ())
    borrowed = {"erf as math_erf"} if "erf" in page.imports else set()
    example = program.network.example
    made = [f"{sizes.names[size]} = v{a}.shape[{d}]" for size, (a, d) in sizes.found.items()]
    if single and example is not None:
        made += [f"if {sizes.text(example.size)} == 1:", "    return wanted, single, shapes"]
    made += [f"{name} = {code}" for name, code in page.bound]
    created = {name for name in CREATORS if any(f"{name}(" in code for code in made)}
    overflows = "exp" in page.imports
    math = sorted({*functions, *borrowed})
    imports = [f"from math import {', '.join(math)}"] if math else []
    imports = ["from contextvars import copy_context", *imports] if overflows else imports
    used = page.imports - {"erf"} | created | ({"array"} if single else set())
    doc = describe(program, form(program, single=single))
    head = ARRAY.format(
        title=doc[0],
        standard="".join(f"{line}\n" for line in [*imports, ""]) if imports else "",
        imports=f"from numpy import {', '.join(sorted(used))}\n" if used else "",
        shapes=tuple_code([tuple(e if isinstance(e, int) else sizes.names[e] for e in shape) for shape in shapes]),
        examples=tuple_code(program.example_dimensions),
        arguments=", ".join(f"v{k}" for k in range(len(shapes))),
        doc=docstring(doc),
        key=", ".join(["v0.dtype", *(f"v{k}.shape" for k in unproven(program, page))]),
        run="quiet()" if overflows else "direct",
        bound=", ".join(name for name, _ in page.bound),
        body=indented(lines),
        results=", ".join(results) if len(results) > 1 else f"{results[0]},",
        made=indented(made),
    )
    return head + text + (QUIET if overflows else DIRECT) + (ERF if borrowed else "")


def form(program: Program, *, single: bool) -> str:
    """What the docstring says about the form of the code."""
    parameters = count(program)
    known = "" if parameters is None else f" ({parameters} parameters)"
    alone = "; a single example in Python arithmetic" if single else ""
    return f"Array form: NumPy operations on all examples at once{known}{alone}."


def unproven(program: Program, page: Page) -> list[int]:
    """The arguments whose shapes must be compared with those of the workspace.

    A parameter that is multiplied by an array of known shape into an array of the workspace needs no comparing: NumPy
    raises an error unless its shape is the one expected.
    """
    line = page.line
    proven = set()
    for operation in line.operations:
        if operation.kind == "dot" and operation.register in page.place and len(line.extents[operation.register]) == 2:
            arguments = {line.arguments[v.register] for v in operation.operands if v.register in line.arguments}
            parameters = {k for k in arguments if k >= len(program.data)}
            proven |= parameters if len(parameters) == 1 else set()
    return [k for k in range(len(program.arguments)) if k not in proven]


def check(program: Program, line: Line, sizes: Sizes) -> None:
    """Every symbolic size must be the size of an argument.

    Raises:
        SpecError: naming the size that is not.
    """
    for shape in line.extents.values():
        for extent in shape:
            if isinstance(extent, Size) and extent not in sizes.names:
                raise SpecError(f"{program.network.name}: the size {extent.name} is no argument's size")
