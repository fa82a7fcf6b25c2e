"""Formulas as arrays are programmed: x.T, np.dot(a, b), np.sum(d, axis=0), (z > 0), as the signs of mathematics."""

from __future__ import annotations

from .indicators import ONES, indicator, lowered
from .misread import Misread
from .parentheses import closed, comma, operand
from .piecewise import cases, either, ternary
from .sign import Sign
from .symbol import closing

MODULES = frozenset(("np", "numpy", "jnp", "torch", "math"))
PRODUCTS = {"dot": "@", "matmul": "@", "mm": "@", "multiply": "odot", "mul": "odot", "outer": "otimes"}
FUNCTIONS = {"maximum": "max", "minimum": "min"}
_AXES = ("0", "1")
_SIGNS = frozenset((".", ">", "<", "ge", "le", "neq", "Sum", "if", "cases", *ONES))


def mathematical(signs: list[Sign]) -> list[Sign]:
    """The signs with everything that only programs have replaced by what it means.

    Raises:
        Misread: a function with other arguments than it has.
    """
    if not any(sign.text in _SIGNS for sign in signs):
        return signs
    signs = ternary(signs)
    found: list[Sign] = []
    at = 0
    while at < len(signs):
        at = step(signs, at, found)
    return found


def step(signs: list[Sign], at: int, found: list[Sign]) -> int:
    """Take the sign at a place, and what belongs to it; the place behind."""
    sign = signs[at]
    texts = [part.text for part in signs[at : at + 4]]
    if sign.text == "." and texts[1:2] == ["T"]:
        found.append(sign._replace(kind="command", text="transpose", end=signs[at + 1].end))
        return at + 2
    if sign.text in MODULES and texts[1:2] == ["."] and texts[3:] == ["("]:
        return function(signs, at + 2, found)
    if sign.text == "." and texts[2:3] == ["("] and texts[1] in ("dot", "sum", "mean"):
        return method(signs, at, found)
    if sign.text == "Sum" and texts[1:2] == ["("]:
        return over(signs, at, found)
    if sign.kind == "begin" and sign.text == "cases":
        return in_cases(signs, at, found)
    if sign.text == "(" and (inner := signs[at + 1 : closing(signs, at)]) != (either_way := ternary(inner)):
        found += closed(mathematical(either_way), sign)
        return at + len(inner) + 2
    if sign.kind == "sign" and sign.text in ("(", "["):
        return indicator(signs, at, found)
    if sign.text in ONES and texts[1:3] == ["_", "{"]:
        return lowered(signs, at, found)
    found.append(sign)
    return at + 1


def function(signs: list[Sign], at: int, found: list[Sign]) -> int:
    """np.f(...), from the name of the function on."""
    name = signs[at]
    end = closing(signs, at + 1)
    given, axis = arguments(signs[at + 2 : end], name)
    if name.text in PRODUCTS:
        if len(given) != 2:
            raise Misread(name.at, f"expected two arguments of {name.text}, found {len(given)}")
        text = PRODUCTS[name.text]
        times = name._replace(kind="sign" if text == "@" else "command", text=text)
        found += closed([*closed(given[0], name), times, *closed(given[1], name)], name)
    elif name.text == "square" and len(given) == 1:
        power = [name._replace(kind="sign", text="^"), name._replace(kind="number", text="2")]
        found += closed([*closed(given[0], name), *power], name)
    elif name.text in ("sum", "mean") and len(given) == 1:
        found += added(given[0], axis, name)
    elif name.text == "where" and len(given) == 3:
        found += either((given[1], given[0]), (given[2], []), name)
    else:
        inner = [sign for n, part in enumerate(given) for sign in (*(comma(name) if n else ()), *part)]
        found += [name._replace(text=FUNCTIONS.get(name.text, name.text)), *closed(inner, name)]
    return end + 1


def in_cases(signs: list[Sign], at: int, found: list[Sign]) -> int:
    """A formula in cases as one formula.

    Raises:
        Misread: cases inside each other, or without an end.
    """
    end = next((n for n in range(at + 1, len(signs)) if signs[n].kind in ("begin", "end")), at)
    if signs[end].kind != "end" or signs[end].text != "cases":
        raise Misread(signs[at].at, "expected cases with no other environment in them, found something else")
    found += mathematical(cases(signs[at + 1 : end], signs[at]))
    return end + 1


def over(signs: list[Sign], at: int, found: list[Sign]) -> int:
    """Sum(body, i, k), as the equations of a network are written: the sum of a body over its indices.

    Raises:
        Misread: what stands behind the body is no index.
    """
    name = signs[at]
    end = closing(signs, at + 1)
    given, _ = arguments(signs[at + 2 : end], name)
    if len(given) < 2:
        found.append(name)
        return at + 1
    if any(len(index) != 1 or not index[0].text.isalpha() for index in given[1:]):
        raise Misread(name.at, "expected indices behind what is summed, as in Sum(x[k], k), found something else")
    below = [sign for n, index in enumerate(given[1:]) for sign in (*(comma(name) if n else ()), *index)]
    bracket = {text: name._replace(kind="sign", text=text) for text in "_{}"}
    sigma = [name._replace(kind="command", text="sum"), bracket["_"], bracket["{"], *below, bracket["}"]]
    found += closed([*sigma, *closed(given[0], name)], name)
    return end + 1


def method(signs: list[Sign], at: int, found: list[Sign]) -> int:
    """x.dot(y), x.sum(axis=0), from the point on."""
    name = signs[at + 1]
    end = closing(signs, at + 2)
    given, axis = arguments(signs[at + 3 : end], name)
    if name.text == "dot":
        if len(given) != 1:
            raise Misread(name.at, f"expected one argument of dot, found {len(given)}")
        found += [name._replace(kind="sign", text="@"), *closed(given[0], name)]
        return end + 1
    start = operand(found)
    of = found[start:]
    if not of or given:
        raise Misread(name.at, f"expected what {name.text} adds in front of it, found something else")
    del found[start:]
    found += added(of, axis, name)
    return end + 1


def arguments(signs: list[Sign], name: Sign) -> tuple[list[list[Sign]], str]:
    """What commas divide, and the axis that is named.

    Raises:
        Misread: an option that changes something else.
    """
    parts: list[list[Sign]] = [[]]
    depth = 0
    for sign in signs:
        if sign.kind == "sign" and sign.text in "([{":
            depth += 1
        elif sign.kind == "sign" and sign.text in ")]}":
            depth -= 1
        if sign.text == "," and not depth:
            parts.append([])
        else:
            parts[-1].append(sign)
    given: list[list[Sign]] = []
    axis = ""
    for part in parts:
        texts = [sign.text for sign in part]
        if texts[:2] == ["axis", "="] and "".join(texts[2:]) in _AXES:
            axis = texts[2]
        elif texts[:2] != ["keepdims", "="] and part:
            if "=" in texts:
                raise Misread(name.at, f"expected arguments of {name.text}, found {texts[0][:40]}")
            given.append(mathematical(part))
    return given, axis


def added(of: list[Sign], axis: str, name: Sign) -> list[Sign]:
    """A sum or mean of all entries; along an axis, the product with a vector of ones.

    Raises:
        Misread: the mean along an axis.
    """
    if not axis:
        return [name, *closed(of, name)]
    if name.text == "mean":
        raise Misread(name.at, "expected the mean of all entries, found one along an axis")
    ones = name._replace(kind="command", text="ones")
    times = name._replace(kind="sign", text="@")
    if axis == "0":
        return closed([ones, name._replace(kind="command", text="transpose"), times, *closed(of, name)], name)
    return closed([*closed(of, name), times, ones], name)
