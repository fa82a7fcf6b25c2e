"""Internal names and the text of constants and views: nothing here comes from a user."""

from __future__ import annotations

from fractions import Fraction

from ..language import Extent, Size
from .graph import Affinity, magnitude
from .operation import Constant, Mask, Ones, Places, Scalar, Strip, View


class Sizes:
    """Names for symbolic sizes, and where in the arguments they are read off."""

    def __init__(self, shapes: tuple[tuple[Extent, ...], ...]) -> None:
        self.names: dict[Size, str] = {}
        self.found: dict[Size, tuple[int, int]] = {}
        for argument, shape in enumerate(shapes):
            for dim, extent in enumerate(shape):
                if isinstance(extent, Size) and extent not in self.names:
                    self.names[extent] = f"s{len(self.names)}"
                    self.found[extent] = (argument, dim)

    def text(self, extent: Extent) -> str:
        """A size as code."""
        return str(extent) if isinstance(extent, int) else self.names[extent]

    def shape(self, extents: tuple[Extent, ...]) -> str:
        """A shape as code."""
        inner = ", ".join(self.text(extent) for extent in extents)
        return f"({inner},)" if len(extents) == 1 else f"({inner})"


def literal(value: Fraction | float) -> str:
    """A number as code."""
    return repr(float(value))


def scalar(constant: Scalar, sizes: Sizes) -> str:
    """A number that depends on sizes."""
    text = literal(constant.value)
    for size, exponent in constant.sizes:
        power = magnitude(exponent)
        text += f" {'/' if exponent < 0 else '*'} {sizes.names[size]}"
        if power != 1:
            text += f" ** {power if isinstance(power, int) else literal(power)}"
    return text


def constant(made: Constant, sizes: Sizes) -> str:
    """A constant as code; `kind` is the type of all numbers."""
    if isinstance(made, Scalar):
        return f"array({scalar(made, sizes)}, kind)" if made.array else scalar(made, sizes)
    if isinstance(made, Ones):
        return f"ones({' * '.join(sizes.text(extent) for extent in made.sizes)}, kind)"
    if isinstance(made, Strip):
        return f"full({sizes.shape(made.shape)}, {literal(made.value)}, kind)"
    if isinstance(made, Mask):
        form = affine(made.node.form, made.extents, sizes)
        if made.node.name == "equal":
            return f"array({form} == 0, kind)"
        return f"array((0 <= {form}) & ({form} < {sizes.text(made.node.size)}), kind)"
    if made.place >= 0:
        place, extent = made.node.forms[made.place], made.source[made.place]
        text = affine(place, made.extents, sizes)
        return text if always(place, extent, made.extents) else f"clip({text}, 0, {sizes.text(extent)} - 1)"
    return inside(made, sizes)


def always(form: Affinity, extent: Extent, extents: tuple[Extent, ...]) -> bool:
    """Whether positions are in range because they are a dimension of the same size."""
    return (
        form.offset == 0
        and not form.sizes
        and len(form.dims) == 1
        and form.dims[0][1] == 1
        and (extents[form.dims[0][0]] == extent)
    )


def inside(made: Places, sizes: Sizes) -> str:
    """1 where all positions are in range."""
    tests = []
    for form, extent in zip(made.node.forms, made.source, strict=True):
        if not always(form, extent, made.extents):
            text = affine(form, made.extents, sizes)
            tests += [f"(0 <= {text})", f"({text} < {sizes.text(extent)})"]
    return f"array(broadcast_to({' & '.join(tests) or 'True'}, {sizes.shape(made.extents)}), kind)"


def affine(form: Affinity, extents: tuple[Extent, ...], sizes: Sizes) -> str:
    """An affine form of the dimensions as an array of integers."""
    terms = []
    for dim, multiple in form.dims:
        after = len(extents) - dim - 1
        spread = "[:" + ", None" * after + "]" if after else ""
        times = "" if multiple == 1 else f"{multiple} * "
        terms.append(f"{times}arange({sizes.text(extents[dim])}){spread}")
    terms += [f"{multiple} * {sizes.names[size]}" for size, multiple in form.sizes]
    if form.offset or not terms:
        terms.append(str(form.offset))
    return terms[0] if len(terms) == 1 else f"({' + '.join(terms)})"


def look(name: str, view: View) -> str:
    """A view of a named array."""
    if view.flat:
        return f"{name}.reshape(-1)"
    if view.dims is None:
        return name
    order = [dim for dim in view.dims if dim is not None]
    if order != sorted(order):
        name += ".T" if order == [1, 0] else f".transpose({', '.join(map(str, order))})"
    if len(order) == len(view.dims):
        return name
    marks = ["None" if dim is None else ":" for dim in view.dims]
    while marks[-1] == ":":
        marks.pop()
    return f"{name}[{', '.join(marks)}]"
