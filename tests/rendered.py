"""What the tests of documents share: networks to render, and their documents."""

from dataclasses import replace
from functools import cache

from symbp.certify import certify
from symbp.derive import derive
from symbp.insight import insights
from symbp.language import Equation, Expression, Index, Network, Role, Size, Tensor, apply, check, element, total
from symbp.language.expression import Element
from symbp.layers import Layer, Layout, layered
from symbp.library import find
from symbp.pipeline import Derived, Style, document, prove
from symbp.spec import load
from symbp.spec.load import examples

HARD_NAMES = ("i", "j", "k", "l", "E", "lambda", "beta", "S", "N", "Q", "I", "e", "d", "m", "n", "delta", "w_5", "w5")


def base(expression: Expression) -> Element:
    """The element that an expression consists of."""
    return expression.terms[0].factors[0][0]


def named_network(names: tuple[str, ...], hints: tuple[str, str], sizes: tuple[str, str]) -> Network:
    """y[i] = Sum_j w[i,j] x[j] + b[i], a = sigma(y), loss = Sum_i (t[i] - a[i])**2 / 2, all under other names.

    `names` are those of w, x, b, y, a, t and the loss, in this order.
    """
    rows, columns = Size(sizes[0]), Size(sizes[1])
    i, j = Index(hints[0], rows), Index(hints[1], columns)
    w = Tensor(names[0], (rows, columns), Role.PARAMETER)
    x = Tensor(names[1], (columns,), Role.INPUT)
    b = Tensor(names[2], (rows,), Role.PARAMETER)
    y = Tensor(names[3], (rows,), Role.PREACTIVATION)
    a = Tensor(names[4], (rows,), Role.ACTIVATION)
    t = Tensor(names[5], (rows,), Role.TARGET)
    loss = Tensor(names[6], (), Role.LOSS)
    sigma = find("operations", "sigmoid", "activation").FUNCTION
    return check(
        Network(
            "named",
            "Hard names",
            (
                Equation(base(element(y, i)), total(element(w, i, j) * element(x, j), j) + element(b, i), "dense"),
                Equation(base(element(a, i)), apply(sigma, element(y, i)), "sigmoid"),
                Equation(Element(loss), total((element(t, i) - element(a, i)) ** 2 / 2, i), "loss"),
            ),
            loss,
        )
    )


def networks() -> dict[str, Network]:
    """Built-in networks and others that print differently."""
    deep = [Layer(3), Layer(4, "tanh"), Layer(2, "softplus"), Layer(3, "softmax")]
    wide = Size("number_of_input_features"), Size("hidden_width")
    found = {name: load(name) for name in examples()}
    found |= {
        "rows": layered("rows", 5, deep, "cross_entropy", layout=Layout("rows", "in,out")),
        "long-sizes": layered("long", wide[0], [Layer(wide[1], "silu"), Layer(2, "identity")], layout=Layout("rows")),
        "hard-names": named_network(("lambda", "E", "beta", "i", "j", "l", "S"), ("i", "j"), ("k", "n")),
        "same-looks": named_network(("w5", "w_5", "I", "delta", "e", "d", "Q"), ("e", "d"), ("m", "p")),
        "worst-title": replace(layered("title", 2, [Layer(1)]), title=HOSTILE, meanings=(("x", HOSTILE),)),
    }
    return found


HOSTILE = (
    r"\input{/etc/passwd} $x_1^2$ `code` *b* _u_ <script>alert(1)</script> [a](b) ![c](d) | # % & ~ ^ "
    r"{{7*7}} <<7*7>> <%7%> <#c#> \write18{ls} %END \end{document} 50% @someone :tada: — “é” λ 中 \u200b "
    "\x1b[31m\u202e'\"-- --- ?` !`"
)


@cache
def proved(name: str) -> Derived:
    """A network with its derivation, certificate and numbers."""
    return prove(networks()[name])


@cache
def files(name: str, notation: str = "nielsen", language: str = "en", levels: tuple[str, ...] = ()) -> dict[str, str]:
    """The Markdown and LaTeX of a network."""
    style = Style(
        formats=("md", "tex"),
        levels=levels or ("index", "matrix", "numbers"),
        notation=notation,
        language=language,
    )
    return document(proved(name), style)


__all__ = ["certify", "derive", "files", "insights", "networks", "proved"]
