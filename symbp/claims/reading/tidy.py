r"""From signs to the signs that mean something: spacing, sizes and fonts of LaTeX are gone, groups have one form.

\dfrac12 is \frac{1}{2}, \left( is (, \mathbf{W} is W, {x} is x, \begin{bmatrix} is one sign.
"""

from __future__ import annotations

from .misread import Misread
from .sign import Sign
from .signs import (
    ACCENTS,
    BRACED_WITH_NOTE,
    COLOURED,
    DROPPED_WITH_ARGUMENT,
    GAPS,
    IGNORED,
    MATRICES,
    TRANSPARENT,
    WORDS,
    words,
)

_ROWS = words("""aligned align align* split gathered gather gather* equation equation* alignedat multline eqnarray""")


def tidy(signs: list[Sign]) -> list[Sign]:
    """The signs without what changes nothing.

    Raises:
        Misread: a command without what belongs to it, or an environment that is no matrix.
    """
    found: list[Sign] = []
    at = 0
    while at < len(signs):
        at = step(signs, at, found)
    return found


def step(signs: list[Sign], at: int, found: list[Sign]) -> int:
    """Take the sign at a place, and what belongs to it; the place behind."""
    sign = signs[at]
    if sign.kind != "command":
        empty = sign.kind == "sign" and sign.text == "{" and at + 1 < len(signs) and signs[at + 1].text == "}"
        if empty and not (found and found[-1].text in ("_", "^", "}")):
            return at + 2
        found.append(sign)
        return at + 1
    name = sign.text
    if name in IGNORED:
        dot = name in ("left", "right") and at + 1 < len(signs) and signs[at + 1].text == "."
        return at + (2 if dot else 1)
    if name in DROPPED_WITH_ARGUMENT:
        end = behind(signs, at + 1)
        if name.startswith("hspace"):
            found.append(sign._replace(kind="gap", text="quad", end=signs[end - 1].end))
        return end
    if name in COLOURED:
        return behind(signs, at + 1)
    if name in TRANSPARENT or name in WORDS:
        return transparent(signs, at, found)
    if name in BRACED_WITH_NOTE:
        end = behind(signs, at + 1)
        found += tidy(signs[at + 1 : end])
        return behind(signs, end + 1) if end < len(signs) and signs[end].text in "_^" else end
    if name in ("frac", "hat", "bar", "tilde", "sqrt"):
        return arguments(signs, at, found, 2 if name == "frac" else 1)
    if name in ("pdv", "dv", "pderiv", "diffp") and at + 1 < len(signs) and signs[at + 1].text == "{":
        return short_derivative(signs, at, found)
    if name in ("begin", "end"):
        return environment(signs, at, found)
    if name in ("[", "]", "{", "}", ":", "'", "%", "&", "_", "#", "$"):
        plain = {"{": "(", "}": ")", "[": "[", "]": "]"}.get(name, name)
        found.append(sign._replace(kind="sign", text=plain))
        return at + 1
    found.append(sign._replace(kind="gap") if name in GAPS else sign)
    return at + 1


def transparent(signs: list[Sign], at: int, found: list[Sign]) -> int:
    r"""What stands in a font: W of \mathbf{W}; \mathbf{1} is the vector of ones."""
    end = behind(signs, at + 1)
    inner = [sign for sign in signs[at + 1 : end] if sign.kind != "sign" or sign.text not in "{}"]
    if len(inner) == 1 and inner[0].kind == "number":
        if inner[0].text != "1":
            found.append(inner[0])
        else:
            found.append(signs[at]._replace(text="ones", end=inner[0].end))
        return end
    kept = tidy(signs[at + 1 : end])
    if len(inner) == 1:
        kept = [sign for sign in kept if sign.kind != "sign" or sign.text not in "{}"]
    found += [kept[0]._replace(space=signs[at].space), *kept[1:]] if kept else []
    return end


def arguments(signs: list[Sign], at: int, found: list[Sign], count: int) -> int:
    r"""A command with its arguments in braces, however they were written: \frac12, \frac{1}2, \hat y."""
    name = signs[at].text
    found.append(signs[at]._replace(kind="accent" if name in ACCENTS else "command"))
    at += 1
    if name == "sqrt" and (at == len(signs) or signs[at].text != "{"):
        if at < len(signs) and signs[at].text == "[":
            raise Misread(signs[at].at, "expected a square root, found another one")
        return at  # the sign of Unicode, in front of a parenthesis
    for _ in range(count):
        if at == len(signs) or (signs[at].kind == "sign" and signs[at].text not in "{'("):
            raise Misread(signs[at - 1].at, f"expected {count} arguments of \\{name}, found fewer")
        here = signs[at]
        if here.kind == "sign" and here.text == "{":
            end = behind(signs, at)
            inner = signs[at + 1 : end - 1]
        elif here.kind in ("number", "word") and len(here.text) > 1 and here.text.isalnum():
            inner = [here._replace(text=here.text[0], end=here.at + 1)]
            rest = here.text[1:]
            kind = "number" if rest[0].isdigit() and rest.isdigit() else "word"
            signs[at] = here._replace(kind=kind, text=rest, at=here.at + 1, space=False)
            end = at
        else:
            end = behind(signs, at)
            inner = signs[at:end]
        found.append(Sign("sign", "{", here.at, here.at + 1))
        found += tidy(inner)
        found.append(Sign("sign", "}", inner[-1].end if inner else here.end, inner[-1].end if inner else here.end))
        at = end
    return at


def short_derivative(signs: list[Sign], at: int, found: list[Sign]) -> int:
    r"""\pdv{E}{w} as \frac{\partial E}{\partial w}."""
    middle = behind(signs, at + 1)
    end = behind(signs, middle)
    partial = signs[at]._replace(text="partial")
    whole = [signs[at]._replace(text="frac")]
    for group in (signs[at + 1 : middle], signs[middle:end]):
        inner = group[1:-1] if group[0].text == "{" else group
        whole += [group[0]._replace(kind="sign", text="{"), partial, *inner, group[-1]._replace(kind="sign", text="}")]
    found += tidy(whole)
    return end


def environment(signs: list[Sign], at: int, found: list[Sign]) -> int:
    """The beginning or the end of a matrix or of cases; alignments are not seen."""
    end = behind(signs, at + 1)
    name = "".join(sign.text for sign in signs[at + 2 : end - 1])
    if name in _ROWS:
        return end
    if name not in MATRICES and name != "cases":
        raise Misread(signs[at].at, f"expected a matrix or an alignment, found {name[:20] or 'nothing'!a}")
    opens = signs[at].text == "begin"
    found.append(signs[at]._replace(kind="begin" if opens else "end", text=name, end=signs[end - 1].end))
    return behind(signs, end) if name == "array" and opens else end


def behind(signs: list[Sign], at: int) -> int:
    """The place behind a group in braces, or behind one sign."""
    if at >= len(signs):
        raise Misread(signs[-1].at, "expected something in braces, found the end")
    if signs[at].kind != "sign" or signs[at].text != "{":
        return at + 1
    depth = 0
    for place in range(at, len(signs)):
        if signs[place].kind == "sign" and signs[place].text in "{}":
            depth += 1 if signs[place].text == "{" else -1
            if depth == 0:
                return place + 1
    raise Misread(signs[at].at, "expected }, found the end")
