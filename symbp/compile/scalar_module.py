"""The scalar form: plain Python arithmetic, alone in a module or as the single-example case of the array form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import SpecError
from ..language import Size
from .graph import Leaf, readers
from .program import Program
from .scalar_source import ATOM, Arithmetic
from .template import SCALAR, SINGLE, docstring, indented
from .text import describe
from .unroll import Spelled, places, spell_out

PREFIX = "math_"  # NumPy's exp and Python's are both in one module
LARGEST = 2000  # parameters up to which a network may be spelled out
SMALL = 60  # parameters up to which one example is computed faster in Python arithmetic than by NumPy


@dataclass(frozen=True)
class Unrolled:
    """The lines for one example.

    `unpack` names the elements of each argument without its example dimension, `whole` with it; both are empty where
    the argument is a number already.  `shapes` go with `unpack`.
    """

    unpack: tuple[str, ...]
    whole: tuple[str, ...]
    shapes: tuple[tuple[int, ...], ...]
    lines: list[str]
    results: tuple[str, ...]
    result_shapes: tuple[tuple[int, ...], ...]
    imports: tuple[str, ...]


def count(program: Program) -> int | None:
    """The number of parameters, if every size is known but that of the batch."""
    network = program.network
    total = 0
    for tensor in network.tensors():
        numbers = 1
        for extent in tensor.sizes:
            if isinstance(extent, int):
                numbers *= extent
            elif network.example is None or extent != network.example.size:
                return None
        total += numbers if tensor in program.parameters else 0
    return total


def unrolled(program: Program, prefix: str = "") -> Unrolled:
    """The arithmetic for one example.

    Raises:
        SpecError: a width is a symbol, or the network is too large.
    """
    example, parameters = program.network.example, count(program)
    if parameters is None:
        raise SpecError(f"{program.network.name}: the scalar form needs every width as a number")
    if parameters > LARGEST:
        raise SpecError(
            f"{program.network.name}: the scalar form is for at most {LARGEST} parameters, found {parameters}"
        )
    sizes = {example.size: 1} if example is not None and isinstance(example.size, Size) else {}
    return arithmetic(spell_out(program, sizes), program.example_dimensions, prefix)


def scalar_module(program: Program) -> str:
    """A module that imports math only; arguments are numbers and sequences of numbers, results are tuples.

    Raises:
        SpecError: a width is a symbol.
    """
    made = unrolled(program)
    form = f"Scalar form: Python arithmetic on numbers, one example at a time ({count(program)} parameters)."
    doc = describe(program, form, single=True)
    unpack = [f"{names} = v{k}" for k, names in enumerate(made.unpack) if names] or ["pass"]
    return SCALAR.format(
        title=doc[0],
        imports=", ".join(made.imports) or "inf",
        arguments=", ".join(f"v{k}" for k in range(len(made.unpack))),
        doc=docstring(doc),
        unpack=indented(unpack, 8),
        expected=", ".join(f"v{k} of shape {shape}" for k, shape in enumerate(made.shapes) if shape),
        body=indented(made.lines),
        results=indented([f"{text}," for text in made.results], 8),
    )


def single_example(program: Program) -> tuple[str, tuple[str, ...]]:
    """The function for one example beside the array form, and what it imports from math."""
    made = unrolled(program, PREFIX)
    unpack = []
    for k, names in enumerate(made.whole):
        unpack.append(f"{names} = v{k}.tolist()" if names else f"v{k} = float(v{k})")
    results = [
        f"array({text}, kind)" if shape else f"kind.type({text})"
        for text, shape in zip(made.results, made.result_shapes, strict=True)
    ]
    text = SINGLE.format(
        arguments=", ".join(f"v{k}" for k in range(len(made.unpack))),
        body=indented([*unpack, *made.lines]),
        results=indented([f"{text}," for text in results], 8),
    )
    return text, tuple(f"{name} as {PREFIX}{name}" for name in made.imports)


def arithmetic(spelled: Spelled, examples: Sequence[int | None], prefix: str) -> Unrolled:
    """The code of a spelled-out program; `examples` is the dimension of each argument that counts the examples."""
    roots = [id for result in spelled.results for id in result]
    page = Arithmetic(spelled.graph, readers(spelled.graph, roots), len(spelled.arguments), prefix)
    whole, unpack, shapes = [], [], []
    for number, (shape, example) in enumerate(zip(spelled.arguments, examples, strict=True)):
        names = {}
        for at in places(shape):
            names[at] = page.name() if shape else f"v{number}"
            page.text[spelled.graph.known[Leaf(number, at), ()]] = (names[at], ATOM)
        whole.append(nested(names, shape) if shape else "")
        one = {without(at, example): text for at, text in names.items()}
        shapes.append(without(shape, example))
        if shape and not shapes[-1]:
            page.text[spelled.graph.known[Leaf(number, (0,) * len(shape)), ()]] = (one[()], ATOM)
        unpack.append(nested(one, shapes[-1]) if shape else "")
    for id in sorted(page.read):
        if page.read[id] > 1:
            page.code(id)
    results = []
    for ids, shape in zip(spelled.results, spelled.shapes, strict=True):
        results.append(nested(dict(zip(places(shape), map(page.code, ids), strict=True)), shape))
    return Unrolled(
        tuple(unpack),
        tuple(whole),
        tuple(shapes),
        page.lines,
        tuple(results),
        spelled.shapes,
        tuple(sorted(page.imports)),
    )


def without(shape: tuple[int, ...], dim: int | None) -> tuple[int, ...]:
    """A shape or place with one dimension left out."""
    return shape if dim is None else shape[:dim] + shape[dim + 1 :]


def nested(texts: dict[tuple[int, ...], str], shape: tuple[int, ...], at: tuple[int, ...] = ()) -> str:
    """Elements as tuples of tuples."""
    if len(at) == len(shape):
        return texts[at]
    inner = ", ".join(nested(texts, shape, (*at, k)) for k in range(shape[len(at)]))
    return f"({inner},)" if shape[len(at)] == 1 else f"({inner})"
