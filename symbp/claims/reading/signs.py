"""The signs of formulas as data: what stands for what in LaTeX, in Unicode and in plain text."""

from __future__ import annotations

import unicodedata

from ...spec.name import GREEK


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


ABOVE = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱʲᵏˡᴸᵀᵗʰʳˢʷˣʸᵐ", "0123456789+-=()nijklLTthrswxym", strict=True))
BELOW = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-=()aehijklmnoprstuvx", strict=True))

# Unicode signs that are a LaTeX command of that name.
COMMAND_OF = {
    "∂": "partial",
    "∇": "nabla",
    "∑": "sum",
    "√": "sqrt",
    "·": "cdot",
    "⋅": "cdot",
    "∙": "cdot",
    "×": "times",
    "⊙": "odot",
    "∘": "odot",
    "⊗": "otimes",
    "≈": "approx",
    "≃": "approx",
    "≅": "approx",
    "≡": "approx",
    "≔": "coloneqq",
    "≐": "approx",
    "←": "leftarrow",
    "⟵": "leftarrow",
    "→": "rightarrow",
    "⇒": "Rightarrow",
    "⟹": "Rightarrow",
    "⟨": "langle",
    "⟩": "rangle",
    "‖": "|",
    "∥": "|",
    "⊤": "top",
    "⊺": "top",
    "ℓ": "ell",
    "ϵ": "epsilon",
    "ϕ": "phi",
    "ϑ": "theta",
    "ℒ": "L",
    "…": "dots",
    "½": "half",
    **GREEK,
}
# Signs that are the same as a sign of plain text.
SIGN_OF = {"−": "-", "–": "-", "∗": "*", "÷": "/", "⁄": "/", "∕": "/", "′": "'", "’": "'", "″": "''"}

ALIASES = {
    "dfrac": "frac",
    "tfrac": "frac",
    "cfrac": "frac",
    "circ": "odot",
    "star": "ast",
    "bullet": "cdot",
    "intercal": "top",
    "varepsilon": "epsilon",
    "varphi": "phi",
    "vartheta": "theta",
    "log": "ln",
    "simeq": "approx",
    "equiv": "approx",
    "cong": "approx",
    "doteq": "approx",
    "triangleq": "approx",
    "gets": "leftarrow",
    "longleftarrow": "leftarrow",
    "to": "rightarrow",
    "longrightarrow": "rightarrow",
    "implies": "Rightarrow",
    "Longrightarrow": "Rightarrow",
    "iff": "Rightarrow",
    "therefore": "Rightarrow",
    "lVert": "|",
    "rVert": "|",
    "Vert": "|",
    "widehat": "hat",
    "widetilde": "tilde",
    "overline": "bar",
    "lbrack": "[",
    "rbrack": "]",
    "lbrace": "{",
    "rbrace": "}",
    "ldots": "dots",
    "cdots": "dots",
    "colon": ":",
    "prime": "'",
    "ne": "neq",
    "leq": "le",
    "geq": "ge",
    "mathbbm": "mathbb",
}
# Commands that change nothing in what a formula says.
IGNORED = words(
    """left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr displaystyle textstyle
    scriptstyle limits nolimits nonumber notag mathstrut strut hfill relax rm bf it boldmath allowbreak
    centering noindent"""
)
DROPPED_WITH_ARGUMENT = words("label tag tag* hspace hspace* vspace vspace* phantom hphantom vphantom")
COLOURED = frozenset(("color", "textcolor", "colorbox"))
TRANSPARENT = words(
    """mathbf boldsymbol bm pmb mathit mathcal mathscr mathsf mathfrak mathbb vec boxed underline ensuremath
    bold displaystyle mathop mathrel mathbin num"""
)
WORDS = words("text textrm textbf textit textsf texttt textnormal mathrm mathtt operatorname mbox")
BRACED_WITH_NOTE = frozenset(("underbrace", "overbrace"))
ACCENTS = frozenset(("hat", "bar", "tilde"))
GAPS = frozenset(("quad", "qquad"))
COMBINING = {"\u0302": "hat", "\u0304": "bar", "\u0303": "tilde"}
MATRICES = words("matrix bmatrix pmatrix smallmatrix Bmatrix array bsmallmatrix psmallmatrix")

PRODUCTS = {"cdot": "plain", "times": "plain", "odot": "hadamard", "otimes": "outer", "ast": "star"}
JOINERS = words("and so or then where thus hence with but therefore also")
OPERATORS = {"hadamard": "hadamard", "dot": "plain"}
EQUALITIES = frozenset(("approx", "coloneqq"))
ARROWS = frozenset(("leftarrow", "rightarrow", "xleftarrow", "xrightarrow"))
# Functions by the words and commands that stand for them; the first letter of a name such as ReLU may be small.
FUNCTIONS = {
    "ln": "ln",
    "log": "ln",
    "exp": "exp",
    "tanh": "tanh",
    "sqrt": "sqrt",
    "softmax": "softmax",
    "sigmoid": "sigmoid",
    "relu": "relu",
    "softplus": "softplus",
    "max": "max",
    "min": "min",
    "diag": "diag",
    "trace": "trace",
    "tr": "trace",
    "sin": "sin",
    "cos": "cos",
    "cosh": "cosh",
    "sinh": "sinh",
    "sech": "sech",
    "norm": "norm",
    "mean": "mean",
    "abs": "norm",
    "sign": "sign",
    "sgn": "sign",
    "step": "step",
    "heaviside": "step",
}
# Functions that stand in front of their argument without parentheses.
BARE = words("ln exp tanh diag trace sin cos cosh sinh sech")
RATES = frozenset(("eta", "lr", "learning_rate", "learningrate"))


def plain_letter(sign: str) -> str:
    """A letter of the mathematical alphabets of Unicode as a plain one; the sign itself where it is none."""
    if 0x1D400 <= ord(sign) <= 0x1D7FF:
        return unicodedata.normalize("NFKC", sign)
    return sign
