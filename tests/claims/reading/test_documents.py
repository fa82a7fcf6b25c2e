"""Whole documents: which text is a claim, where it stands, what is prose, and what cannot be read blocks nothing."""

from decimal import Decimal

import pytest

from claims.reading.networks import LAYERS, network
from claims.reading.trees import World, add, i, mul, n, neg, placeless, r, sub
from symbp.claims.judge import judge
from symbp.claims.reading import read_submission, read_text
from symbp.claims.records import Claim, Unread, Verdict
from symbp.claims.tree import Matrix, Number
from symbp.errors import SpecError

W = World("two-layer-sigmoid")
DE5 = W.slope("E_total", "w5")

MARKDOWN = r"""# My calculation

With $\eta = 0.5$ we get, see $w_5$:

- net_h1 = 0.15*0.05 + 0.2*0.1 + 0.35 = 0.3775
- **out_h1** = 1/(1+exp(-0.3775))
         = 0.5933
1. w5 <- w5 - 0.5 * 0.0822 = 0.3589
* dE/dw6: 0.0827

So $w_5$ matters, because all = nothing here, and 3 of 4 cats = dogs.
Remember: 3 things. See https://example.org/?q=1 for more.

$$
\begin{aligned}
\frac{\partial E_{total}}{\partial w_5} &= \delta_{o1} \cdot out_{h1} \\
 &= 0.1385 \times 0.5933 \\
 &= 0.0822 \\
\delta_{o1} &= 0.1385, \quad \delta_{o2} = -0.0381
\end{aligned}
$$

```math
w_5^{+} = 0.4 - 0.5 \times 0.0822 = 0.3589
```

```python
w5 = np.array([0.4])
```

| quantity | value | remark |
|---|---|---|
| $\partial E/\partial w_6$ | 0.0827 | rounded |
| dE/dw7 | -0.0226 | |

Inline $foo_{h1} = 3$ and \(E_{o1} = 0.2748\), and `E_o2 = 0.0236`.
\[ E_{total} = E_{o1} + E_{o2} = 0.2984 \]
E_total after 10000 updates = 0.0000351
bar_h1 = 0.5
"""

LATEX = r"""\documentclass{article}
\begin{document}
% w_5 = 0.9 is a comment
The error is \(E_{total} = 0.2984\). % $w_6 = 1$
\begin{equation} \label{eq:one}
  \frac{\partial E}{\partial w_5}
    = \frac{\partial E}{\partial net_{o1}} \frac{\partial net_{o1}}{\partial w_5}
    = 0.1385 \cdot 0.5933 = 0.0822. \tag{1}
\end{equation}
\begin{align*}
  net_{h1} &= w_1 i_1 + w_2 i_2 + b_1 \\
           &= 0.3775, \\[2pt]
  out_{h1} &= \sigma(net_{h1}) \nonumber \\
           &\approx 0.5933 \\
  \text{quux} &= 5
\end{align*}
\begin{gather} w_6^+ = 0.4087 \\ w_7^+ = 0.5113 \end{gather}
\begin{verbatim} $w_1 = 7$ \end{verbatim}
It costs \$5 = cheap. With $l = 2, \ldots, L$ and $$ \delta_{o1} = 0.1385 $$
\end{document}
"""


def claims(text, kind):
    submission = read_text(text, W.network, "answer", kind)
    return [c for c in submission.claims if isinstance(c, Claim)], [
        u for u in submission.claims if isinstance(u, Unread)
    ]


def found(read):
    return [(c.place.line, c.place.column, *map(placeless, c.sides)) for c in read]


def test_a_markdown_document_is_read_in_reading_order():
    read, unread = claims(MARKDOWN, "markdown")
    assert found(read) == [
        (3, 7, i("eta"), n("0.5")),
        (5, 3, W("net_h1"), add(mul(n("0.15"), n("0.05")), mul(n("0.2"), n("0.1")), n("0.35")), n("0.3775")),
        (6, 5, W("out_h1"), W.read("1/(1+exp(-0.3775))"), n("0.5933")),
        (8, 4, W("w5", updates=1), sub(W("w5"), mul(n("0.5"), n("0.0822"))), n("0.3589")),
        (9, 3, W.slope("E_total", "w6"), n("0.0827")),
        (16, 1, DE5, mul(W.d("net_o1"), W("out_h1")), mul(n("0.1385"), n("0.5933")), n("0.0822")),
        (19, 1, W.d("net_o1"), n("0.1385")),
        (19, 30, W.d("net_o2"), n("-0.0381")),
        (24, 1, W("w5", updates=1), sub(n("0.4"), mul(n("0.5"), n("0.0822"))), n("0.3589")),
        (33, 2, W.slope("E_total", "w6"), n("0.0827")),
        (34, 2, W.slope("E_total", "w7"), n("-0.0226")),
        (36, 29, W("E_o1"), n("0.2748")),
        (36, 53, W("E_o2"), n("0.0236")),
        (37, 4, W("E_total"), add(W("E_o1"), W("E_o2")), n("0.2984")),
        (38, 1, W("E_total", updates=10000), n("0.0000351")),
    ]
    assert [(u.place.line, u.place.column, u.written) for u in unread] == [
        (36, 9, "foo_{h1} = 3"),
        (39, 1, "bar_h1 = 0.5"),
    ]
    assert all("unknown name" in u.message for u in unread)


def test_a_latex_document_is_read_in_reading_order():
    read, unread = claims(LATEX, "latex")
    chain = mul(W.slope("E_total", "net_o1"), W.slope("net_o1", "w5"))
    weighted = add(mul(W("w1"), W("i1")), mul(W("w2"), W("i2")), W("b1"))
    assert [(line, *sides) for line, _, *sides in found(read)] == [
        (4, W("E_total"), n("0.2984")),
        (6, DE5, chain, mul(n("0.1385"), n("0.5933")), n("0.0822")),
        (11, W("net_h1"), weighted, n("0.3775")),
        (13, W("out_h1"), W.read(r"\sigma(net_{h1})"), n("0.5933")),
        (17, W("w6", updates=1), n("0.4087")),
        (17, W("w7", updates=1), n("0.5113")),
        (19, W.d("net_o1"), n("0.1385")),
    ]
    assert [(u.place.line, u.written) for u in unread] == [(15, r"\text{quux} &= 5")]


def test_a_csv_file_is_read_row_by_row():
    text = 'quantity,value,formula\nout_h1,0.5933,1/(1+exp(-0.3775))\n"dE/dw5",0.10,\n# remark\nfoo,1\n"w5+","0.3589"\n'
    read, unread = claims(text, "csv")
    assert found(read) == [
        (2, 1, W("out_h1"), W.read("1/(1+exp(-0.3775))"), n("0.5933")),
        (3, 1, DE5, n("0.10")),
        (6, 1, W("w5", updates=1), n("0.3589")),
    ]
    assert [u.place.line for u in unread] == [5]


def test_a_toml_file_keeps_digits_and_places(tmp_path):
    path = tmp_path / "claims.toml"
    path.write_text(
        '[conventions]\nsign = "plus"\n\n[claims]\nout_h1 = 0.10\n"dE/dw5" = "0.1385 * 0.5933 = 0.0822"\n'
        '"dE/dw^{(3)}" = [[1, 2.50], ["w5", 4]]\n"foo" = 1\n"E_total after one update" = 0.291\n"w6" = true\n'
        '"w5 <- w5 - eta*dE/dw5" = 0.3589\n"number of paths from E_total to w1" = 2\n'
    )
    submission = read_submission(path, W.network)
    assert submission.conventions == (("sign", "plus"),)
    read = [c for c in submission.claims if isinstance(c, Claim)]
    paths = W.read("number of paths from E_total to w1")
    assert [(c.place.line, c.place.key) for c in read] == [
        (5, "out_h1"),
        (6, "dE/dw5"),
        (7, "dE/dw^{(3)}"),
        (9, "E_total after one update"),
        (11, "w5 <- w5 - eta*dE/dw5"),
        (12, "number of paths from E_total to w1"),
    ]
    assert [tuple(map(placeless, c.sides)) for c in read] == [
        (W("out_h1"), n("0.10")),
        (DE5, mul(n("0.1385"), n("0.5933")), n("0.0822")),
        (W.slope("E_total", W.whole("w3")), Matrix(((n("1"), n("2.50")), (W("w5"), n("4"))))),
        (W("E_total", updates=1), n("0.291")),
        (W("w5", updates=1), sub(W("w5"), mul(i("eta"), DE5)), n("0.3589")),
        (paths, n("2")),
    ]
    assert str(read[0].sides[1].value) == "0.10"
    assert [u.place.key for u in submission.claims if isinstance(u, Unread)] == ["foo", "w6"]


@pytest.mark.parametrize("value", ["0.0822", Decimal("0.0822"), 0.0822, " 0.0822 "])
def test_a_mapping_from_python_is_read(value):
    (claim,) = read_submission({"dE/dw5": value}, W.network).claims
    assert placeless(claim.sides[0]) == DE5
    assert claim.sides[1].value == Decimal("0.0822")


def test_a_blank_is_not_an_answer():
    for text in ("w5 = ____", "w5 = ?", r"$w_5 = \ldots$", "| quantity | value |\n|---|---|\n| w5 | ___ |"):
        (unread,) = read_text(text, W.network).claims
        assert unread.message == "expected an answer, found a blank"


def test_something_behind_a_claim_that_may_change_it_is_not_passed_over():
    (unread,) = read_text("E_total = 0.298, after one update", W.network).claims
    assert isinstance(unread, Unread)
    (unread,) = read_text("$w_5 = 0.4, 0.5$", W.network).claims
    assert isinstance(unread, Unread)


@pytest.mark.parametrize(
    "text",
    [
        "$w_5 \\neq 0.4$",
        "$w_5 < 0.4$",
        "$w_5 \\le 0.4 = 3$",
        "$net_{h1} += 0.1$",
        "E_total <- 0.3",
        "w5 = 0,4",
        "$w_5 = (0.4$",
        "$w_5 =$",
        "$= 0.4$ and $w_5 == $",
    ],
)
def test_what_is_no_equality_is_never_a_claim(text):
    assert not [c for c in read_text(text, W.network).claims if isinstance(c, Claim)]


@pytest.mark.parametrize(
    "text",
    [
        "The dog = cat and mouse.",
        "Loss = sum of squares",
        "$l = 2, \\ldots, L$",
        "$j = 1$ and $k = j$",
        "$w_5$, $E$, $0.3$",
        r"$L \leftarrow E_{o1} \leftarrow out_{o1} \leftarrow w_5$",
        r"$(2 \times 1) = (2 \times 2)(2 \times 1)$",
        "<img src=x>",
        "[link](https://a.b/?c=d)",
        "",
        "---\n\n***\n",
    ],
)
def test_what_claims_nothing_of_the_network_is_passed_over(text):
    assert read_text(text, W.network).claims == ()


def test_a_file_of_another_kind_or_a_broken_one_is_refused_in_one_line(tmp_path):
    for name, content in {
        "a.pdf": b"",
        "b.toml": b"[claims",
        "c.md": b"\xff\xfe",
        "d.toml": b'claims = 3\nx = "',
    }.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(SpecError, match=name) as caught:
            read_submission(tmp_path / name, W.network)
        assert "\n" not in str(caught.value)


# ---------------------------------------------------------------- what an author's way to write decides

L = World(network(LAYERS))
COUNTING = [
    (r"$$W^{(1)} = 1$$ $$a^{(2)}_1 = 0.7$$", "inputs are 0", L("a3", 1)),
    (r"$$W^{[3]} = 1$$ $$a^{[2]}_1 = 0.7$$", "inputs are 1", L("a2", 1)),
    ("$w^{2}_{12} = 1$, $a^{3}_1 = 0.7$", "inputs are 1", L("a3", 1)),
    ("$W_1 = 1$\n\n$z_2 = 3$\n\n$a^{(1)}_3 = 0.7$", "inputs are 0", L("a2", 3)),
]


@pytest.mark.parametrize(("text", "layers", "last"), COUNTING)
def test_layers_are_counted_as_the_document_counts_them(text, layers, last):
    submission = read_text(text, L.network)
    assert ("layers", layers) in submission.choices
    assert placeless(submission.claims[-1].sides[0]) == last


def test_layers_are_counted_as_declared():
    data = {"claims": {"w^{(2)}_{11}": 1}, "conventions": {"layers": "inputs are 0"}}
    submission = read_submission(data, L.network)
    assert placeless(submission.claims[0].sides[0]) == L("w3", 1, 1)
    assert submission.choices == ()
    with pytest.raises(SpecError, match="layers"):
        read_submission({"claims": {}, "conventions": {"layers": "upside down"}}, L.network)


def test_y_is_the_output_of_those_who_call_the_target_t():
    (claim,) = read_text("$y_1 - t_1 = 0.7$", L.network).claims
    assert placeless(claim.sides[0]) == sub(L("a3", 1), L("y", 1))
    (claim,) = read_text(r"$\hat y_1 - y_1 = 0.7$", L.network).claims
    assert placeless(claim.sides[0]) == sub(L("a3", 1), L("y", 1))


def test_a_bare_unit_is_its_activation_only_where_the_rest_says_so():
    sure = read_text("net_h1 = 0.3775\nh1 = 0.5933\n", W.network)
    assert [placeless(c.sides[0]) for c in sure.claims] == [W("net_h1"), W("out_h1")]
    assert ("units", "activations") in sure.choices
    text = "net_h1 = 0.3775\nout_h1 = 0.5933\nh1 = 0.3775\n"
    assert isinstance(read_text(text, W.network).claims[-1], Unread)


@pytest.mark.parametrize(("value", "choice"), [("0.5933", "activations"), ("0.3775", "pre-activations")])
def test_a_bare_unit_alone_is_what_its_number_says(value, choice):
    report = judge(read_text(f"h1 = {value}\n", W.network), W.network)
    assert report.verdict is Verdict.RIGHT
    assert ("units", choice, "detected") in report.conventions


def test_signs_between_statements_keep_them_apart():
    (first, second) = read_text(r"$w_5 = 0.4 \quad \text{and} \quad w_6 = 0.45$", W.network).claims
    assert [placeless(c.sides[0]) for c in (first, second)] == [W("w5"), W("w6")]
    (first, second) = read_text(r"$w_5 = 0.4 \Rightarrow w_6 = 0.45.$", W.network).claims
    assert second.sides[1] == Number(Decimal("0.45"), 0)


def test_whole_numbers_are_exact_among_names_and_as_written_among_numbers():
    assert W.read("2 w5 - 1") == sub(mul(r(2), W("w5")), r(1))
    assert W.read("2 * 0.5 - 1") == sub(mul(n("2"), n("0.5")), n("1"))
    assert W.read("w5^-2").exponent == neg(r(2))


def test_tables_say_in_their_headings_what_their_numbers_are():
    heading = "| weight | old value | gradient | new value |\n|---|---|---|---|\n"
    table = f"{heading}| $w_5$ | 0.4 | 0.0822 | 0.3589 |\n| w6 | | | ? |\n"
    *read, blank = read_text(table, W.network).claims
    assert [tuple(map(placeless, claim.sides)) for claim in read] == [
        (W("w5"), n("0.4")),
        (W.d("w5"), n("0.0822")),
        (W("w5", updates=1), n("0.3589")),
    ]
    assert blank.message == "expected an answer, found a blank"
    formulas = "| quantity | formula | value |\n|:--|:-:|--:|\n| out_o1 | 1/(1+exp(-net_o1)) | 0.7514 |\n"
    (claim,) = read_text(formulas, W.network).claims
    assert tuple(map(placeless, claim.sides)) == (W("out_o1"), W.read("1/(1+exp(-net_o1))"), n("0.7514"))


def test_a_table_without_such_a_heading_states_nothing_but_its_equations():
    table = "| paths | count |\n|---|---|\n| w5 | 1 |\n| w5 = 0.4 | 3 |\n| $w_6 = 0.45$ | 2 |\n"
    (claim,) = [c for c in read_text(table, W.network).claims if isinstance(c, Claim)]
    assert placeless(claim.sides[0]) == W("w6")


def test_e_alone_is_the_loss_or_the_losses_of_all_outputs():
    first, second = read_text("$E = \\frac12 (target - out^{(3)})^2$ and $E = E_{o1} + E_{o2}$", W.network).claims
    assert placeless(first.sides[0]) == W("E")
    assert placeless(second.sides[0]) == W("E_total")


def test_words_in_front_that_change_nothing_are_passed_over_and_others_are_not():
    (claim,) = read_text("Therefore, out_h1 = 0.5933", W.network).claims
    assert placeless(claim.sides[0]) == W("out_h1")
    (unread,) = read_text("The change of w5 = 0.02", W.network).claims
    assert isinstance(unread, Unread)
    first, second = read_text("So we get w5 = 0.4 and w6 = 0.45.", W.network).claims
    assert [placeless(c.sides[0]) for c in (first, second)] == [W("w5"), W("w6")]


def test_a_toml_file_may_have_sections_formulas_and_lists():
    data = {
        "claims": {
            "forward": {
                "out_h1": Decimal("0.5933"),
                "net_h1": {"formula": "w1*i1 + w2*i2 + b1", "value": Decimal("0.3775")},
            },
            "w5+": Decimal("0.3589"),
        }
    }
    read = read_submission(data, W.network).claims
    weighted = add(mul(W("w1"), W("i1")), mul(W("w2"), W("i2")), W("b1"))
    assert [tuple(map(placeless, c.sides)) for c in read] == [
        (W("out_h1"), n("0.5933")),
        (W("net_h1"), weighted, n("0.3775")),
        (W("w5", updates=1), n("0.3589")),
    ]
    assert [c.place.key for c in read] == ["forward.out_h1", "forward.net_h1", "w5+"]
    listed = {"claims": [{"quantity": "dE/dw5", "value": Decimal("0.0822")}, {"quantity": "w6", "value": "0.45"}]}
    assert [placeless(c.sides[0]) for c in read_submission(listed, W.network).claims] == [DE5, W("w6")]
    with pytest.raises(SpecError, match="quantity"):
        read_submission({"claims": [3]}, W.network)


@pytest.mark.parametrize("divider", [",", ";", "\t"])
def test_a_csv_file_may_name_its_columns_and_be_divided_otherwise(divider):
    rows = [["weight", "formula", "old value", "gradient", "new value"], ["w5", "", "0.4", "0.0822", "0.3589"]]
    text = "\n".join(divider.join(row) for row in rows)
    read, unread = claims(text, "csv")
    assert [tuple(map(placeless, c.sides)) for c in read] == [
        (W("w5"), n("0.4")),
        (W.d("w5"), n("0.0822")),
        (W("w5", updates=1), n("0.3589")),
    ]
    assert unread == []


def test_decimal_commas_that_may_be_thousands_are_refused_not_misread():
    (unread,) = read_text("quantity;value\nw5;1,400\n", W.network, kind="csv").claims
    assert "decimal point" in unread.message
