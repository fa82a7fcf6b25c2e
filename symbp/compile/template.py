"""The frames of generated modules: code that is the same for every network, around the lines that are not."""

from __future__ import annotations

from collections.abc import Iterable

ARRAY = '''"""{title}

Generated code: call `gradients`, whose docstring has the arguments and the results.
"""

{standard}import numpy as np
{imports}
SHAPES = {shapes}
EXAMPLES = {examples}  # the dimension of each argument that counts the examples
FREE = []  # workspaces that no call is using
KEPT = 4  # workspaces that are kept for shapes other than the last


def gradients({arguments}):
    """{doc}
    """
    try:
        work = FREE.pop()
        if work[0] == ({key}):
            return work[1](line, work, {arguments})
        FREE.append(work)
    except (IndexError, AttributeError, TypeError, ValueError):
        pass  # no workspace yet, or arguments of other shapes
    return first({arguments})


def line(work, {arguments}):
    """The computation, in arrays of the workspace."""
    _, _, _, {bound}, = work
{body}
    FREE.append(work)
    return {results}


def workspace({arguments}):
    """Arrays for intermediate results and constants, for arguments of these shapes."""
    wanted, kind = ({key}), v0.dtype
    shapes = tuple(array.shape for array in ({arguments}))
{made}
    return wanted, {run}, shapes, {bound}


def first(*given):
    """The first call with arguments of new shapes: check them, make a workspace, compute."""
    arrays = [np.asarray(array) for array in given]
    if all(d is None or array.ndim == len(shape) - 1 for array, shape, d in zip(arrays, SHAPES, EXAMPLES)):
        arrays = [array if d is None else np.expand_dims(array, d) for array, d in zip(arrays, EXAMPLES)]
    sizes = {{}}
    for number, (array, shape) in enumerate(zip(arrays, SHAPES)):
        fits = array.ndim == len(shape)
        for found, size in zip(array.shape, shape):
            fits = fits and found == sizes.setdefault(size, size if isinstance(size, int) else found) > 0
        if not fits:
            wanted = str(tuple(sizes.get(size, size) or "at least 1" for size in shape)).replace("'", "")
            raise ValueError(f"{{label(number)}}: expected shape {{wanted}}, found {{array.shape}}")
        if array.dtype.kind not in "fiub":
            raise ValueError(f"{{label(number)}}: expected numbers, found {{array.dtype}}")
    kinds = [array.dtype for array in arrays if array.dtype.kind == "f"]
    kind = np.result_type(*kinds) if kinds else np.dtype(float)
    arrays = [array.astype(kind, copy=False) for array in arrays]
    shapes, others = tuple(array.shape for array in arrays), []
    try:
        while (work := FREE.pop())[0][0] != kind or work[2] != shapes:
            others.append(work)
    except IndexError:
        work = workspace(*arrays)
    FREE.extend(others[:KEPT])
    return work[1](line, work, *arrays)


def label(number):
    """An argument as the docstring of `gradients` lists it."""
    told = [text.split() for text in (gradients.__doc__ or "").splitlines()]
    return " ".join(next((words[:2] for words in told if words[:1] == [f"v{{number}}"]), [f"v{{number}}"]))
'''

QUIET = '''

def quiet():
    """Runs functions without a warning where exp overflows: infinity is what the formulas mean there."""
    if int(np.__version__.split(".")[0]) < 2:
        return loud
    context = copy_context()
    context.run(np.seterr, over="ignore")
    return context.run


def loud(function, *arguments):
    """The same for versions of NumPy that keep this setting elsewhere."""
    with np.errstate(over="ignore"):
        return function(*arguments)
'''

DIRECT = '''

def direct(function, *arguments):
    """Runs a function."""
    return function(*arguments)
'''

ERF = '''

def erf(x, out=None):
    """The error function element by element, which NumPy has not."""
    x = np.asarray(x)
    made = np.array([math_erf(number) for number in x.ravel().tolist()], x.dtype).reshape(x.shape)
    if out is None:
        return made[()]
    out[...] = made
    return out
'''

SINGLE = '''

def single(_, work, {arguments}):
    """The computation for one example, in Python arithmetic."""
{body}
    kind = work[0][0]
    FREE.append(work)
    return (
{results}
    )
'''

SCALAR = '''"""{title}

Generated code: call `gradients`, whose docstring has the arguments and the results.
"""

from math import {imports}


def gradients({arguments}):
    """{doc}
    """
    try:
{unpack}
    except (TypeError, ValueError):
        raise ValueError("expected {expected}") from None
{body}
    return (
{results}
    )
'''


def docstring(lines: list[str]) -> str:
    """Lines as the inside of an indented docstring."""
    return "\n".join([lines[0], *(f"    {line}".rstrip() for line in lines[1:])])


def indented(lines: list[str], by: int = 4) -> str:
    """Lines as a block of code."""
    return "\n".join(" " * by + line for line in lines)


def tuple_code(values: Iterable[object]) -> str:
    """A tuple of numbers, internal names and tuples as code."""
    return repr(tuple(values)).replace("'", '"')
