"""What is audited while strangers' hand calculations are read, judged and written; run in a process of its own.

python strangers.py prints, as JSON, how many strings and names went through, and every audited event.
"""

import importlib
import json
import pkgutil
import sys
from itertools import product

import symbp
from hostile_formulas import CODE
from symbp.claims.data import dumped
from symbp.errors import SymbpError
from symbp.phrases import phrases
from symbp.render import render_report
from symbp.render.claims import record, table_text
from symbp.verification import verify_content

AROUND = ("{}", "w5 + {}", r"\mathrm{{{}}}", "{}_1", r"\frac{{{}}}{{2}}", "sigma({})", "2*({}) - 1")
STRINGS = tuple(dict.fromkeys(form.format(code) for code, form in product(CODE, AROUND)))
NAMES = tuple(dict.fromkeys(form.format(code) for code, form in product(CODE, ("{}", "out_{}", "d{}/dw5"))))


def written(network, claims, name="claims.md"):
    """Read and judge claims in one way, and write the verdicts in every way."""
    try:
        report = symbp.verify(network, claims) if isinstance(claims, dict) else verify_content(network, claims, name)
        table_text(report)
        dumped(record(report, phrases("en")))
        render_report(report, formats=("md", "tex"))
    except SymbpError:
        pass


def everywhere(network, texts):
    """Strings as values, formulas and subjects: from Python, in a document, a table, and a file of claims."""
    written(network, {f"{way}dE/dw5": text for way, text in zip(("", " ", "  "), texts, strict=False)})
    written(network, "".join(f"$w_5 = {text}$\n\n{text} = 0.4\n\n" for text in texts).encode())
    written(network, "".join(f"\\begin{{align}} {text} &= 3 \\end{{align}}\n" for text in texts).encode(), "claims.tex")
    written(network, "".join('w5,"{}"\n'.format(text.replace('"', '""')) for text in texts).encode(), "claims.csv")
    lines = "".join(f"{json.dumps(text)} = {json.dumps(text)}\n" for text in texts)
    written(network, f"title = {json.dumps(texts[0])}\n[claims]\n{lines}".encode(), "claims.toml")


def named(network, names):
    """Names as what claims are about, as an author's file, and as the units of a network."""
    written(network, dict.fromkeys(names, "0.4"))
    written(network, b"[claims]\nw5 = 0.4\n", f"{names[0]}.toml")
    for name in names:
        try:
            layer = {"units": [name], "activation": "sigmoid"}
            made = symbp.network(inputs=["x"], loss="half squared error", layers=[layer], title=name)
            written(made, {name: "0.4"})
        except SymbpError:
            pass


def batched(texts):
    """Twenty texts at a time."""
    return [texts[start : start + 20] for start in range(0, len(texts), 20)]


def main():
    for module in pkgutil.walk_packages(symbp.__path__, "symbp."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    network = symbp.load("two-layer-sigmoid")
    cases = [*((everywhere, texts) for texts in batched(STRINGS)), *((named, names) for names in batched(NAMES))]
    for way, texts in (*cases[::9], (everywhere, ("日本 😀 é", "w5", "0.41", "out_h1 * (1 - out_h1)", "-0.001"))):
        way(network, texts)  # what is imported late, or built only once, is there before the count begins
    seen = []
    sys.addaudithook(lambda event, _: seen.append(event))
    for way, texts in cases:
        way(network, texts)
    print(json.dumps({"strings": len(STRINGS), "names": len(NAMES), "events": sorted(set(seen))}))


if __name__ == "__main__":
    main()
