"""Texts that strangers could send as claims: bombs, code, and seeds for random changes."""

import random

BOMBS = {
    "power tower": "9**9**9**9",
    "digits": "1" * 5000,
    "decimals": "0." + "1" * 5000,
    "exponent": "1e999999999",
    "power of ten": "2*10^{999999999}",
    "parentheses": "(" * 2000 + "1" + ")" * 2000,
    "deep": "(" * 101 + "1" + ")" * 101,
    "open": "(" * 5000,
    "braces": "{" * 4000 + "}" * 4000,
    "fractions": r"\frac{" * 1200,
    "deep fractions": r"\frac{1}{" * 101 + "1" + "}" * 101,
    "sum": "1" + "+1" * 4000,
    "exponents": "x" + "^x" * 3000,
    "exponentials": "e^-" * 3000 + "1",
    "lows": "x" + "_x" * 3000,
    "primes": "w5" + "'" * 9000,
    "hats": r"\hat" * 1800,
    "fonts": r"\mathbf" * 1000 + "W",
    "sums": r"\sum_k" * 1600 + "1",
    "words": "wx " * 3000,
    "word": "w" * 9000,
    "bars": "|" * 9000,
    "gaps": r"\quad" * 1900,
    "matrix": r"\begin{bmatrix}" + "1&" * 2100 + r"1\end{bmatrix}",
    "matrices": r"\begin{bmatrix}" * 300 + r"\end{bmatrix}" * 300,
    "updates": " after 1 update" * 600,
    "paths": "number of paths from " * 400,
    "a long line": "1" * 20000,
    "a long line of signs": "∂" * 3400,
    "accents": "y" + "\u0302" * 4900,
    "numbers": "1 " * 4500,
    "functions": "exp(" * 101 + "1" + ")" * 101,
    "logarithms": r"\ln" * 3000 + "x",
}
PIECES = [
    *"0123456789abcdehijklnotwxyzEWLCδσ∂⊙∘ᵀ²₁′−×·\\{}()[]_^'=+-*/|,;:.&%$#~<>! \n\t",
    *(r"\frac", r"\partial", r"\sum", r"\left(", r"\right)", r"\begin{bmatrix}", r"\end{bmatrix}", "\\\\", r"\sigma"),
    *(r"\text{", r"\mathrm{", "^{(2)}", "_{12}", "out_{o1}", "w_5", "dE/dw5", "after one update", "[example 2]", "**"),
    *(
        "number of paths from E to w5",
        "1e999",
        "9" * 60,
        r"\quad",
        r"\leftarrow",
        "<-",
        ":=",
        "\x00",
        "\u200b",
        "é",
        "漢",
    ),
    *(
        "𝛿",
        "ŷ",
        "y\u0302",
        r"\hat",
        r"\bar{",
        r"\nabla_",
        r"\ln",
        r"\left.",
        r"\right|_{direct}",
        "$",
        "$$",
        "```",
        "|",
        "- ",
    ),
]
FRAMES = [
    "$%s$",
    "%s",
    "```math\n%s\n```",
    "$$%s$$",
    "| quantity | value |\n|---|---|\n| %s | 3 |",
    "- %s",
    "\\[ %s \\]",
]
VALUES = [1, 0.5, "0.3", [1, 2], [[1, 2], [3]], None, float("nan"), float("inf"), [], {}, True, "x", 10**60]


def changed(text: str, rng: random.Random) -> str:
    """The text after a few random insertions, deletions, repetitions and replacements."""
    signs = list(text)
    for _ in range(rng.randint(1, 6)):
        kind, at = rng.random(), rng.randint(0, len(signs))
        if kind < 0.4 or not signs:
            signs.insert(at, rng.choice(PIECES))
        elif kind < 0.6:
            signs.pop(min(at, len(signs) - 1))
        elif kind < 0.8:
            start, end = sorted((at, rng.randint(0, len(signs))))
            signs[at:at] = signs[start:end]
        else:
            signs[min(at, len(signs) - 1)] = rng.choice(PIECES)
    return "".join(signs)


def random_text(seeds: list[str], rng: random.Random) -> str:
    """A changed line, two of them as an equation, or pieces without order."""
    kind = rng.random()
    if kind < 0.5:
        return changed(rng.choice(seeds), rng)
    if kind < 0.75:
        return "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 40)))
    return f"{changed(rng.choice(seeds), rng)} = {changed(rng.choice(seeds), rng)}"
