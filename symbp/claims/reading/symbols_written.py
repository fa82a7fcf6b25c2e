r"""Symbols of quantities as an author writes them: cut out of the text, or made like others of the same tensor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...errors import SpecError
from ...language import Network
from ..tree import Letter, Negative, Number, Power, Product, Ratio, Ref, Sum, Transpose, Tree
from ..walk import bare, walk
from .door import read_tree
from .lexicon import Lexicon

_BASE = re.compile(
    r"\\(?:mathrm|text|mathit|mathbf|boldsymbol|vec|hat|bar|tilde|operatorname)\s*\{[^{}]*\}|\\[A-Za-z]+|[^\W_]+"
)
_SCRIPT = re.compile(r"\s*([_^])\s*(\{[^{}]*\}|\\[A-Za-z]+|[^\s{}\\])")
_TURNED = re.compile(r"[{}\s]*(?:\\top|\\intercal|\\mathsf\{T\}|\\mathrm\{T\}|T|⊤)[{}\s]*")


def spelling(text: str, ref: Ref, formula: Tree) -> str:
    """The symbol that stands at a quantity's place, without a power or a transpose."""
    found = _BASE.match(text, ref.at)
    if found is None:
        return ""
    raised = any(base is ref for base in raised_in(formula))
    end = found.end()
    while (script := _SCRIPT.match(text, end)) is not None:
        sign, inside = script[1], script[2]
        if sign == "^" and (_TURNED.fullmatch(inside) or (raised and inside.strip("{} ").isdigit())):
            break
        end = script.end()
    return text[ref.at : end].strip()


def raised_in(formula: Tree) -> Iterator[Tree]:
    """What powers and transposes stand at."""
    for part in walk(formula):
        if isinstance(part, Power):
            yield part.base
        elif isinstance(part, Transpose):
            yield part.of


def proposals(ref: Ref, text: str, formula: Tree, network: Network, latex: bool) -> Iterator[str]:
    """Symbols that may be read as a quantity, those first that are like the author's own."""
    tensor = ref.tensor if ref.tensor.of is None else ref.tensor.of
    matches = (_BASE.match(text, other.at) for other in same_tensor(formula, ref))
    bases = list(dict.fromkeys(match[0] for match in matches if match is not None))
    if ref.single:
        yield from named(ref.single, latex, error=ref.tensor.of is not None)
    if ref.tensor.of is not None:
        bases.append(r"\delta" if latex else "delta")
    names = [name for place, name in network.element_names if place == (tensor.name, ())]
    bases += [text for name in (*names, tensor.name) for text in (name, *named(name, latex, error=False))]
    count = len(tensor.labels)
    labels, indices = (",".join(map(index_text, part)) for part in (ref.indices[:count], ref.indices[count:]))
    digits = tensor.name[len(tensor.name.rstrip("0123456789")) :]
    layers = [str(int(digits) + step) for step in (0, -1, 1)] if digits else []
    labelled = [part for part in walk(formula) if isinstance(part, Ref) and is_labelled(part)]
    above = any("^" in spelling(text, part, formula) for part in labelled)
    for base in bases:
        yield from scripts(base, labels, indices, above)
        for layer in layers:
            yield from scripts(base, layer, indices, above)
    if ref.tensor.of is not None:
        loss = network.loss.name
        for by in proposals(replace(ref, tensor=tensor), text, formula, network, latex):
            yield rf"\frac{{\partial {loss}}}{{\partial {by}}}" if latex else f"d{loss}/d{by}"


def is_labelled(tree: Tree) -> bool:
    """Whether it is a quantity with a layer or a step, of which a place in the text is known."""
    return (
        isinstance(tree, Ref) and tree.at >= 0 and bool((tree.tensor.of or tree.tensor).labels) and bool(tree.indices)
    )


def scripts(base: str, labels: str, indices: str, above: bool) -> Iterator[str]:
    """A symbol with a layer and indices, in the usual ways; those with the layer `above` first, or last."""
    close = indices.replace(",", "")
    if labels and indices:
        yield f"{base}_{{{close}}}^{{{labels}}}"
        yield f"{base}_{{{indices}}}^{{{labels}}}"
        yield f"{base}_{{{labels},{indices}}}"
        yield f"{base}^{{({labels})}}_{{{indices}}}"
    elif labels:
        script = labels if len(labels) == 1 else f"{{{labels}}}"
        yield from (f"{base}{sign}{script}" for sign in ("^_" if above else "_^"))
        yield f"{base}^{{({labels})}}"
    elif indices:
        yield f"{base}_{{{close}}}"
        yield f"{base}_{{{indices}}}"
    else:
        yield base


def named(name: str, latex: bool, *, error: bool) -> Iterator[str]:
    """w5 as w_5, net_h1 as net_{h1}; the error of net_h1 as delta_{h1}."""
    head, _, below = name.partition("_")
    if not below:
        head = name.rstrip("0123456789")
        below = name[len(head) :]
    if error:
        head = r"\delta" if latex else "delta"
    if latex and below and head:
        yield f"{head}_{{{below}}}" if len(below) > 1 else f"{head}_{below}"
    yield f"{head}_{below}" if error and below else name


def same_tensor(formula: Tree, ref: Ref) -> Iterator[Ref]:
    """Where other elements of a quantity's tensor stand."""
    for part in walk(formula):
        if isinstance(part, Ref) and part.at >= 0 and part.tensor == ref.tensor and not part.single:
            yield part


def index_text(tree: Tree) -> str:
    """An index as text: l+1."""
    match tree:
        case Letter(name=name) | Ratio(name=name):
            return name
        case Number(value=value):
            return f"{value:f}"
        case Negative(of=inner):
            return f"-{index_text(inner)}"
        case Sum(parts=parts):
            return "".join(
                part if part.startswith("-") or not n else f"+{part}" for n, part in enumerate(map(index_text, parts))
            )
        case Product(parts=parts):
            return "".join(map(index_text, parts))
    return ""


def refs_like(formula: Tree, wanted: Ref) -> list[Ref]:
    """The places where a quantity stands in a formula."""
    return [part for part in walk(formula) if isinstance(part, Ref) and part.at >= 0 and bare(part) == wanted]


def reads_as(text: str, wanted: Ref, lexicon: Lexicon) -> bool:
    """Whether a symbol is read as a quantity."""
    try:
        found = read_tree(text, lexicon)
    except SpecError:
        return False
    return isinstance(found, Ref) and bare(found) == wanted
