"""Lines about the worked 2-2-2 network, in the spellings in which they are met."""

import pytest

from symbp.errors import SpecError

from .trees import HALF, World, add, call, i, mul, n, neg, over, power, r, sub

W = World("two-layer-sigmoid")
E, OUT, NET, TARGET = W("E_total"), W("out_o1"), W("net_o1"), W("target_o1")
W5, DE5 = W("w5"), W.slope("E_total", "w5")
CHAIN = mul(W.slope("E_total", "out_o1"), W.slope("out_o1", "net_o1"), W.slope("net_o1", "w5"))

SPELLINGS = {
    "w5": (W5, "w5 w_5 w_{5} w₅ {w_5} (w_5) \\mathbf{w}_5 \\mathrm{w}_5 w_{\\text{5}}"),
    "out_o1": (
        OUT,
        r"out_o1 out_{o1} \text{out}_{o1} \mathrm{out}_{o1} \mathrm{out_{o1}} outo1 out_{o_1} \text{out}_{\text{o1}} "
        r"\operatorname{out}_{o_{1}} a_{o1} o_{o1} out_{o₁} \mathit{out}_{o1}",
    ),
    "net_o1": (NET, r"net_o1 net_{o1} \text{net}_{o1} z_{o1} in_{o1} z_{o_1} \mathrm{net}_{o_1}"),
    "target_o1": (TARGET, r"target_o1 target_{o1} t_{o1} \text{target}_{o1} \mathrm{target}_{o1}"),
    "E_total": (E, r"E_total E_{total} E_{\text{total}} E_{\mathrm{total}} E C L J \mathcal{L} E_{tot} loss J_{total}"),
    "E_o1": (W("E_o1"), r"E_o1 E_{o1} E_{o_1} E_{\mathrm{o1}} L_{o1}"),
    "delta_o1": (W.d("net_o1"), r"delta_o1 \delta_{o1} δ_o1 \delta_{o_1} δ_{o1} \boldsymbol{\delta}_{o1}"),
    "dE/dw5": (
        DE5,
        r"dE/dw5 dE_total/dw5 ∂E/∂w5 ∂E/∂w_5 ∂E_total/∂w₅ \frac{\partial{E}}{\partial{w_5}} dC/dw_5 \frac{dE}{dw_5}",
    ),
    "w5 updated": (
        W("w5", updates=1),
        r"w5+ w_5^+ w_5^{+} w5' w_5' w_5^\prime w5_new w_5^{new} w_5^{(1)} w_{5,new} w_5^{t+1}",
    ),
}


@pytest.mark.parametrize("what", sorted(SPELLINGS))
def test_all_spellings_mean_the_same(what):
    expected, texts = SPELLINGS[what]
    assert {text: W.read(text) for text in texts.split()} == dict.fromkeys(texts.split(), expected)


LINES = [
    (r"\frac{\partial E_{total}}{\partial w_5}", DE5),
    (r"\dfrac{\partial E}{\partial w_{5}}", DE5),
    (r"\frac{\mathrm{d}E}{\mathrm{d}w_5}", DE5),
    (r"\frac{d E}{d w_5}", DE5),
    (r"\partial E_{\text{total}} / \partial w_5", DE5),
    (
        r"\frac{\partial E_{total}}{\partial out_{o1}} * \frac{\partial out_{o1}}{\partial net_{o1}} * "
        r"\frac{\partial net_{o1}}{\partial w_{5}}",
        CHAIN,
    ),
    (r"dE/dout_o1 * dout_o1/dnet_o1 * dnet_o1/dw5", CHAIN),
    (
        r"\frac{\partial E}{\partial \text{out}_{o1}} \frac{\partial \text{out}_{o1}}{\partial \text{net}_{o1}}"
        r" \cdot \frac{\partial \text{net}_{o1}}{\partial w_5}",
        CHAIN,
    ),
    ("∂E/∂out_o1 · ∂out_o1/∂net_o1 × ∂net_o1/∂w₅", CHAIN),
    (r"0.7414 \times 0.1868 \times 0.5933", mul(n("0.7414"), n("0.1868"), n("0.5933"))),
    ("0.7414 * 0.1868 * 0.5933", mul(n("0.7414"), n("0.1868"), n("0.5933"))),
    (r"-(target_{o1} - out_{o1})", neg(sub(TARGET, OUT))),
    (r"-\left(0.01-0.75136507\right)", neg(sub(n("0.01"), n("0.75136507")))),
    (r"out_{o1}(1 - out_{o1})", mul(OUT, sub(r(1), OUT))),
    (r"0.75136507(1-0.75136507)", mul(n("0.75136507"), sub(n("1"), n("0.75136507")))),
    (r"\frac{1}{1+e^{-net_{h1}}}", over(r(1), add(r(1), call("exp", neg(W("net_h1")))))),
    (r"\frac{1}{1+e^{-0.3775}}", over(n("1"), add(n("1"), call("exp", n("-0.3775"))))),
    ("1/(1+exp(-0.3775))", over(n("1"), add(n("1"), call("exp", n("-0.3775"))))),
    ("1/(1+e^-0.3775)", over(n("1"), add(n("1"), call("exp", n("-0.3775"))))),
    (
        "w1*i1 + w2*i2 + b1*1",
        add(mul(W("w1"), W("i1")), mul(W("w2"), W("i2")), mul(W("b1"), r(1))),
    ),
    (r"\sigma'(net_{o1})", call("sigmoid", NET, primes=1)),
    (r"\sigma(\mathrm{net}_{h1})", call("sigmoid", W("net_h1"))),
    (r"\frac{1}{2}(target_{o1} - out_{o1})^{2}", mul(HALF, power(sub(TARGET, OUT), r(2)))),
    (r"\tfrac12 (t_{o1}-a_{o1})^2", mul(HALF, power(sub(TARGET, OUT), r(2)))),
    ("½(target_o1 − out_o1)²", mul(HALF, power(sub(TARGET, OUT), r(2)))),
    ("1/2 * (0.01 - 0.75136507)^2", mul(over(n("1"), n("2")), power(sub(n("0.01"), n("0.75136507")), r(2)))),
    (r"E_{o1} + E_{o2}", add(W("E_o1"), W("E_o2"))),
    (r"\sum \frac{1}{2}(target - output)^{2}", call("sum", mul(HALF, power(sub(W("y"), W("a3")), r(2))))),
    (r"\delta_{h1} i_1", mul(W.d("net_h1"), W("i1"))),
    (r"w_5 - \eta \frac{\partial E}{\partial w_5}", sub(W5, mul(i("eta"), DE5))),
    ("w5 - eta * dE/dw5", sub(W5, mul(i("eta"), DE5))),
    ("w5 - 0.5 * 0.0822", sub(W5, mul(n("0.5"), n("0.0822")))),
    (r"8.22 \times 10^{-2}", n("8.22E-2")),
    ("8.22·10⁻²", n("8.22E-2")),
    ("8.22e-2", n("8.22E-2")),
    (".0822", n("0.0822")),
    ("0.10", n("0.10")),
    ("-0.0226", n("-0.0226")),
    ("−0.0226", n("-0.0226")),
    (r"8.22\%", n("0.0822")),
    (r"W^{(2)}", W.whole("w2")),
    (r"w^{(3)}_{12}", W("w3", 1, 2)),
    (r"a^{(2)}_1", W("a2", 1)),
    (r"\delta^{(3)}_2", W.d("z3", 2)),
    (r"a^{(2)}_{h2}", W("a2", 2)),
    ("dw5", W.d("w5")),
    ("dE_o1/dout_h1", W.slope("E_o1", "out_h1")),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_a_line_is_read(text, expected):
    assert W.read(text) == expected


REFUSED = [
    "0,0822",
    "1,234.5",
    "10 000",
    "0.082 167",
    "foo_h1",
    "w9",
    "1/2w5",
    "w5 0.5",
    r"\frac{\partial E}{}",
    r"\partial E",
    "dE",
    "out_o1'",
    r"\prod_i w_i",
    r"\sin",
    "w5 +",
    "(w5",
    "w5)",
    "w5 ** ",
    "w^5^2",
    "2^2^2",
    r"w_{5}^{(2)}",
    "",
    "w5 w6 0.3",
    r"\ln w_5 w_6",
    r"\int E",
    "w5 ?",
    "lambda x: x",
    "__import__('os')",
    "w5.real",
    r"\input{x}",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_means_nothing_or_two_things_is_refused(text):
    with pytest.raises(SpecError, match="column"):
        W.read(text)


MORE = [
    (r"\pdv{E_{total}}{w_5}", DE5),
    (r"\num{0.0822}", n("0.0822")),
    (r"E_{total}^{\text{new}}", W("E_total", updates=1)),
    ("E_total after step 3", W("E_total", updates=3)),
    ("E_total (after 1 update)", W("E_total", updates=1)),
    (r"E_{\text{total}} \text{ after two updates}", W("E_total", updates=2)),
    ("new w5", W("w5", updates=1)),
    ("w5 (new)", W("w5", updates=1)),
    (r"w_5^{old}", W5),
    ("dE/dout_h1 via o1", W.slope("E_total", "out_h1", through=(OUT,))),
    (r"\left.\frac{\partial E}{\partial out_{h1}}\right|_{o1}", W.slope("E_total", "out_h1", through=(OUT,))),
    (r"\left.\frac{\partial E}{\partial w_5}\right\rvert_{\mathrm{direct}}", W.slope("E_total", "w5", local=True)),
    ("number of paths from E_total to w1", call("paths", E, W("w1"))),
    ("0.7414 x 0.1868", mul(n("0.7414"), n("0.1868"))),
    ("w_5^2", power(W5, r(2))),
    (r"\sqrt{out_{o1}}", power(OUT, HALF)),
    ("√(out_o1)", power(OUT, HALF)),
    (r"{net_{h1}}", W("net_h1")),
    (r"\underbrace{w_5}_{\text{old}} - 0.5 \cdot \color{red}{0.0822}", sub(W5, mul(n("0.5"), n("0.0822")))),
    ("W3[1][2]", W("w3", 1, 2)),
]


@pytest.mark.parametrize(("text", "expected"), MORE)
def test_a_less_usual_line_is_read(text, expected):
    assert W.read(text) == expected


@pytest.mark.parametrize("text", ["w5(1)", "w5(t+1)", "w_5^1", "0·5932", "out_o1'(net_o1)", "W3[0][1]", "W3[3,1]"])
def test_what_may_be_a_function_or_a_step_is_refused(text):
    with pytest.raises(SpecError, match="column"):
        W.read(text)
