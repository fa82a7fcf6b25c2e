"""Other people's text in claims, names and messages stays text in every output."""

import csv
import json
import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from html import unescape

import pytest
from markdown_it import MarkdownIt

from course.reports import LOSS, NETWORK, SINGLE, finding, report
from render.test_escape import MAIN_WORDS
from symbp.claims.data import dumped
from symbp.claims.records import Cause, Quantity, Report, Verdict
from symbp.course.summary import Summary
from symbp.phrases import phrases
from symbp.render import render_report, render_summary
from symbp.render.claims import record, table_text
from symbp.render.course import class_list

PRODUCT = "1337*7"
ANSWER = "9359"
OPENINGS = (
    ("{{", "}}"), ("{%", "%}"), ("<<", ">>"), ("<%", "%>"), ("<#", "#>"), ("${", "}"), ("#{", "}"), ("%(", ")s"),
    ("{", "}"), ("\\(", "\\)"), ("$`", "`$"), ("```math\n", "\n```"),
)  # fmt: skip
INNER = (
    PRODUCT,
    f"print({PRODUCT})",
    f"{PRODUCT} | safe",
    f"self.__class__.__mro__[1]({PRODUCT})",
    f"'%s' % ({PRODUCT})",
    f"cycler.__init__.__globals__.os.popen('expr {PRODUCT}').read()",
    f"set x = {PRODUCT} %}}{{{{ x }}}}{{%",
)
OTHERS = (
    "\x1b[31mred\x1b]0;title\x07", "\x9b31m", "\r\x08\x7f", "[bold red]x[/bold red]", "[link=http://x]y[/link]",
    r"\input{/etc/passwd}", r"\write18{id}", r"\immediate\openin1=x", "%\n\\end{document}", r"\csname x\endcsname",
    "^^5cinput{x}", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))",
    "![x](http://x/y.png)", "a | b | c", "\n# heading\n", "<!-- symbp: given -->", "=1+1", "+1", "-1", "@SUM(A1)",
    "\t=1", "|cmd' /C calc'!A0", "&lt;b&gt;", "\u202eevil", "\u200b", "*x* _y_ ~~z~~", "`` ` ``", "a" * 3000,
)  # fmt: skip
PAYLOADS = tuple(f"{start}{inner}{end}" for start, end in OPENINGS for inner in INNER) + OTHERS
OURS = MAIN_WORDS | {"rule", "allowbreak", "texttt", "textcomp", "mathrm", "cdot", "frac", "partial"}


@cache
def hostile() -> Report:
    """A report whose every text is a payload."""
    found = []
    for line, text in enumerate(PAYLOADS, start=1):
        unread = finding(2 * line, text, Verdict.UNREADABLE, "unread", note=(("message", text),))
        cause = Cause(text, (("quantity", text),), 1.0)
        known = Cause("path-forgotten", (("quantity", text), ("path", text)), 1.0)
        wrong = finding(
            2 * line + 1,
            f"E = {text}",
            Verdict.WRONG,
            quantity=Quantity(LOSS, SINGLE["w5"]),
            claimed=Decimal(3),
            true=2.0,
            origin="root",
            causes=(known, cause),
            read=text,
        )
        found += [replace(made, place=replace(made.place, file=text, key=text)) for made in (unread, wrong)]
    conventions = tuple((text, text, text) for text in PAYLOADS)
    network = replace(NETWORK, title=" ".join(PAYLOADS[:40]))
    return replace(report(*found, name=PAYLOADS[0], conventions=conventions), network=network)


@cache
def made() -> dict[str, str]:
    """The report in every form."""
    files = render_report(hostile(), formats=("md", "tex"), derivation="../x/derivation")
    summary = Summary()
    for text in PAYLOADS:
        claim = {"quantity": text, "verdict": "wrong", "origin": "root", "cause": text}
        counts = {"wrong": 1}
        summary.add({"file": text, "verdict": "wrong", "counts": counts, "claims": [claim], "failure": text})
    files |= render_summary(summary, formats=("md", "tex"))
    files["summary.csv"] = class_list(summary)
    files["table.txt"] = table_text(hostile())
    files["report.json"] = dumped(record(hostile(), phrases("en")))
    return {name: str(content) for name, content in files.items()}


def test_there_are_enough_payloads():
    assert len(PAYLOADS) > 100
    assert sum(PRODUCT in text for text in PAYLOADS) >= 84


@pytest.mark.parametrize("name", sorted(made()))
def test_nothing_is_evaluated_and_no_control_character_comes_out(name):
    text = made()[name]
    assert ANSWER not in text
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e]", text)


@pytest.mark.parametrize("name", ["report.md", "summary.md"])
def test_markdown_shows_no_foreign_tag_or_link(name):
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(made()[name])
    tags = set(re.findall(r"</?([A-Za-z!][A-Za-z0-9-]*)", html))
    ours = {"h1", "h2", "h3", "p", "strong", "a", "code", "pre", "blockquote", "table", "thead", "tbody", "tr", "th"}
    assert tags <= ours | {"td", "ul", "li", "br"}
    assert all(link.startswith("../x/derivation.md#") for link in re.findall(r'href="([^"]*)"', html))
    rows = re.findall(r"<tr>.*?</tr>", html, re.DOTALL)
    assert {len(re.findall(r"<t[dh]", row)) for row in rows} <= {3, 4, 5, 7}
    if name == "report.md":
        assert len(rows) == 1 + 2 * len(PAYLOADS)
        assert unescape(html).count("alert(1)") >= 3  # shown, not run


@pytest.mark.parametrize("name", ["report-body.tex", "summary-body.tex", "report.tex", "summary.tex"])
def test_latex_has_no_foreign_control_word(name):
    assert set(re.findall(r"\\([A-Za-z]+)", made()[name])) <= OURS
    assert "^^" not in made()[name].replace(r"\textasciicircum{}", "")


def test_the_class_list_has_no_formula():
    rows = list(csv.reader(made()["summary.csv"].splitlines()))
    assert len(rows) == 1 + len(PAYLOADS)
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "|")]


def test_data_hold_the_texts_as_they_are():
    found = json.loads(made()["report.json"])
    assert found["claims"][0]["written"] == PAYLOADS[0]
    assert made()["report.json"].isascii()
