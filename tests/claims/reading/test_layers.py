"""Lines about networks in layers without names of their own, layers counted either way, and about batches."""

import pytest

from claims.reading.networks import BATCH, LAYERS, network
from claims.reading.trees import HALF, World, add, call, had, i, mul, n, over, power, r, sub, t, total
from symbp.claims.tree import Matrix, Ones, Product, Times
from symbp.errors import SpecError

W = World(network(LAYERS))
Z = World(network(LAYERS), layers="inputs are 0")
B = World(network(BATCH))
OUT, TARGET, HIDDEN = W("a3"), W("y"), W("a2")
SLOPE = call("sigmoid", W("z2"), primes=1)
BACK = Product((t(W("w3")), W.d("z3"), SLOPE), (Times.PLAIN, Times.HADAMARD))

SPELLINGS = [
    (W, W("w2"), r"w2 W2 w^2 W^{(2)} W^{[2]} w_2 W_2 \mathbf{W}^{(2)} w^{(2)} \boldsymbol{W}^{[2]}"),
    (W, W("w3", 1, 2), "w^3_{12} w_{12}^{3} w^{(3)}_{1,2} w3[1,2] w3_1_2 W^{[3]}_{12} w³₁₂"),
    (W, W("z2", 1), r"z^{(2)}_1 z_1^{(2)} z^2_1 z2[1] z2_1 \mathbf{z}^{(2)}_1 z⁽²⁾₁ z_{2,1}"),
    (W, W.d("z3"), r"\delta^{(3)} delta3 \delta^L dZ3 dz^{[3]} \delta_3 δ³ \boldsymbol{\delta}^{3} \delta^{[L]}"),
    (Z, Z("w2", 1, 2), "w^{(1)}_{12} W^{[1]}_{1,2} w^1_{12} W1[1,2] W1_1_2"),
    (Z, Z("w3"), r"W^{(2)} W2 W_2 \mathrm{W}_2"),
]


@pytest.mark.parametrize(("world", "expected", "texts"), SPELLINGS)
def test_all_spellings_mean_the_same(world, expected, texts):
    assert {text: world.read(text) for text in texts.split()} == dict.fromkeys(texts.split(), expected)


LINES = [
    (W, r"\delta^3_2", W.d("z3", 2)),
    (W, r"\delta^{L-1}_j", W.d("z2", "j")),
    (Z, r"\delta^{(2)}", Z.d("z3")),
    (Z, "a^{[0]}", Z("x")),
    (W, "a^{(1)}", W("x")),
    (Z, "dW1", Z.d("w2")),
    (Z, "db2", Z.d("b3")),
    (W, r"\hat{y}", OUT),
    (W, r"\hat y_1 - y_1", sub(W("a3", 1), W("y", 1))),
    (W, r"\frac{\partial C}{\partial w^{3}_{12}}", W.slope("C", W("w3", 1, 2))),
    (W, r"\frac{\partial E}{\partial W^{(3)}}", W.slope("C", "w3")),
    (W, r"\nabla_{W^{(3)}} C", W.slope("C", "w3")),
    (W, r"\nabla_a C", W.slope("C", "a3")),
    (W, "grad_a C", W.slope("C", "a3")),
    (W, r"\nabla_{a^L} C \odot \sigma'(z^L)", had(W.slope("C", "a3"), call("sigmoid", W("z3"), primes=1))),
    (W, r"\delta^{(3)} (a^{(2)})^T", mul(W.d("z3"), t(HIDDEN))),
    (W, r"\delta^{(3)} {a^{(2)}}^{\top}", mul(W.d("z3"), t(HIDDEN))),
    (W, r"dZ^{[3]} A^{[2]T}", mul(W.d("z3"), t(HIDDEN))),
    (W, r"((W^{(3)})^T \delta^{(3)}) \odot \sigma'(z^{(2)})", had(mul(t(W("w3")), W.d("z3")), SLOPE)),
    (W, r"(W^{(3)})^T \delta^{(3)} \odot \sigma'(z^{(2)})", BACK),
    (W, r"W^{(3)\top} \delta^{(3)} \circ \sigma'\left(z^{(2)}\right)", BACK),
    (W, "(W³)ᵀ δ³ ⊙ σ′(z²)", BACK),
    (W, "W3^T delta3 hadamard sigma'(z2)", BACK),
    (W, r"W^{(2)} x + b^{(2)}", add(mul(W("w2"), W("x")), W("b2"))),
    (W, r"W^{(2)}x + b^{(2)}", add(mul(W("w2"), W("x")), W("b2"))),
    (W, "sigmoid(z2)", call("sigmoid", W("z2"))),
    (W, r"a^{(2)}_1 (1 - a^{(2)}_1)", mul(W("a2", 1), sub(r(1), W("a2", 1)))),
    (W, r"\sum_{k=1}^{2} w^{3}_{k1} \delta^{3}_k", total("k", mul(W("w3", "k", 1), W.d("z3", "k")), n("1"), n("2"))),
    (W, r"\frac12\sum_j (y_j - a^L_j)^2", mul(HALF, total("j", power(sub(W("y", "j"), W("a3", "j")), r(2))))),
    (W, r"\frac{1}{2} \lVert y - a^{L} \rVert^2", mul(HALF, power(call("norm", sub(TARGET, OUT)), r(2)))),
    (W, r"\|y - a^3\|^2", power(call("norm", sub(TARGET, OUT)), r(2))),
    (W, r"\begin{pmatrix} 0.1 & 0.2 \\ 0.3 & 0.4 \end{pmatrix}", Matrix(((n("0.1"), n("0.2")), (n("0.3"), n("0.4"))))),
    (W, r"\left(\begin{smallmatrix} 1 \\ 2 \end{smallmatrix}\right)^T", t(Matrix(((n("1"),), (n("2"),))))),
    (W, "[[0.1, 0.2], [0.3, 0.4]]", Matrix(((n("0.1"), n("0.2")), (n("0.3"), n("0.4"))))),
    (W, "(0.1, 0.2)^T", t(Matrix(((n("0.1"), n("0.2")),)))),
    (W, r"\begin{bmatrix} a^{(2)}_1 & 0.5 \end{bmatrix}", Matrix(((W("a2", 1), n("0.5")),))),
    (W, "h_1", W("a2", 1)),
    (W, "o_2", W("a3", 2)),
    (W, "E_1", W("E", 1)),
    (W, "w^{(2)}_{11} - 0.5 * 0.01", sub(W("w2", 1, 1), mul(n("0.5"), n("0.01")))),
    (W, r"{w^{(2)}_{11}}^{+}", W("w2", 1, 1, updates=1)),
    (W, r"\left(w^{(2)}_{11}\right)^{+}", W("w2", 1, 1, updates=1)),
    (B, r"\frac{1}{m}(a^{3} - y)", mul(over(r(1), i("m")), sub(B("a3"), B("y")))),
    (B, r"\frac1m (A^{[3]} - Y)", mul(over(r(1), i("m")), sub(B("a3"), B("y")))),
    (B, "(a3 - y)/m", over(sub(B("a3"), B("y")), i("m"))),
    (B, r"A^{[2]T} dZ^{[3]}", mul(t(B("a2")), B.d("z3"))),
    (B, r"a^{[2](1)}", B("a2", example=n("1"))),
    (B, r"a^{[3](i)}_k", B("a3", "k", example=i("i"))),
    (B, r"x^{(2)}_1", B("x", 1, example=n("2"))),
    (B, r"\mathbf{1}^T \delta^{(3)}", mul(t(Ones()), B.d("z3"))),
    (B, r"\mathbf{1}_{m}^T dZ3", mul(t(Ones()), B.d("z3"))),
    (B, r"\sum_i dz^{(3)}_i", total("i", B.d("z3", example=i("i")))),
    (B, "A_3^2", power(B("a3"), r(2))),
    (B, "z_2^{(4)}", B("z2", example=n("4"))),
    (B, "z^{(2)}_1 [example 2]", B("z2", 1, example=n("2"))),
    (B, r"\mathrm{softmax}(z^{(3)})", call("softmax", B("z3"))),
    (B, r"\text{ReLU}'(z^{(2)})", call("relu", B("z2"), primes=1)),
    (
        B,
        r"\sum_i \sum_k y_{ik} \log \hat y_{ik}",
        total("i", total("k", mul(B("y", "i", "k"), call("ln", B("a3", "i", "k"))))),
    ),
    (B, r"\hat{y}_k - y_k", sub(B("a3", "k", example=i("x")), B("y", "k", example=i("x")))),
    (B, r"XW^{(2)} + b^{(2)}", add(mul(B("x"), B("w2")), B("b2"))),
]


@pytest.mark.parametrize(("world", "text", "expected"), LINES)
def test_a_line_is_read(world, text, expected):
    assert world.read(text) == expected


REFUSED = [
    (W, r"\delta_1"),
    (W, "w_{12}"),
    (W, "W^{(4)}"),
    (W, "z"),
    (W, r"\sigma'"),
    (W, "w^{(2)}_{123}"),
    (W, "w^{(2)}_{1}"),
    (W, "a^{(2)}_{12}"),
    (W, "(W^{(2)})^{-1}"),
    (W, r"\|y - a^3"),
    (W, r"\begin{pmatrix} 1 & 2 \\ 3 \end{pmatrix}"),
    (W, r"\begin{vmatrix} 1 & 2 \\ 3 & 4 \end{vmatrix}"),
    (W, r"\begin{cases} 1 \\ 0 \end{cases}"),
    (W, r"\sum_{k \neq 2j} w^3_{kj}"),
    (W, r"\sum_{k, l \neq j} w^3_{kj}"),
    (W, r"\log_{10} a^3_1"),
    (W, "y^{(1)}"),
    (B, "y_1"),
    (B, r"z_{12}"),
    (B, r"a^{(3)}_{1,2,3}"),
]


@pytest.mark.parametrize(("world", "text"), REFUSED)
def test_what_means_nothing_or_two_things_is_refused(world, text):
    with pytest.raises(SpecError, match="column"):
        world.read(text)
