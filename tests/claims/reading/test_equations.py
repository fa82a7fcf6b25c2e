"""Lines about networks of equations, whose declared names and indices are the names, and about any number of layers."""

import pytest

from claims.reading.networks import GRAPH, NEURON, NUMBERED, RECURRENT, UNROLLED, network
from claims.reading.trees import HALF, World, add, call, had, i, mul, n, neg, over, power, r, sub, t, total
from symbp.claims.tree import Delta, Ones, Product, Times
from symbp.errors import SpecError

N, R, ONE, G, U = (World(network(text)) for text in (NUMBERED, RECURRENT, NEURON, GRAPH, UNROLLED))
F, S, P, C, M = map(World, ("four-equations", "softmax-with-loss", "perceptron-graph", "chain-of-two", "add-mul-graph"))
NEXT, BELOW = add(i("l"), n("1")), add(i("l"), neg(n("1")))
CHAIN = mul(C.slope("E", "Y"), C.slope("Y", "u2"), C.slope("u2", "Yj"), C.slope("Yj", "u1"), C.slope("u1", "w1"))

LINES = [
    # four equations, any layer l of L
    (F, r"\delta^L", F.d("z", "L")),
    (F, r"\delta^L_j", F.d("z", "L", "j")),
    (F, r"\delta_j^l", F.d("z", "l", "j")),
    (F, r"\nabla_a C \odot \sigma'(z^L)", had(F.slope("C", F("a", "L")), call("sigma", F("z", "L"), primes=1))),
    (F, "grad_a C hadamard sigma'(z^L)", had(F.slope("C", F("a", "L")), call("sigma", F("z", "L"), primes=1))),
    (F, "∇ₐC ⊙ σ′(zᴸ)", had(F.slope("C", F("a", "L")), call("sigma", F("z", "L"), primes=1))),
    (
        F,
        r"\left((w^{l+1})^T \delta^{l+1}\right) \odot \sigma'(z^l)",
        had(mul(t(F("w", NEXT)), F.d("z", NEXT)), call("sigma", F("z", "l"), primes=1)),
    ),
    (
        F,
        "((w^{l+1})^T delta^{l+1}) hadamard sigma'(z^l)",
        had(mul(t(F("w", NEXT)), F.d("z", NEXT)), call("sigma", F("z", "l"), primes=1)),
    ),
    (
        F,
        r"\bigl( \bigl(w^{l+1}\bigr)^{\!\top} \, \delta^{l+1} \bigr) \circ \sigma'\!\left(z^{l}\right)",
        had(mul(t(F("w", NEXT)), F.d("z", NEXT)), call("sigma", F("z", "l"), primes=1)),
    ),
    (F, r"\frac{\partial C}{\partial b^l_j}", F.slope("C", F("b", "l", "j"))),
    (F, r"\frac{\partial C}{\partial w^l_{jk}}", F.slope("C", F("w", "l", "j", "k"))),
    (F, "dC/dw^l_jk", F.slope("C", F("w", "l", "j", "k"))),
    (F, "dC/db^l_j", F.slope("C", F("b", "l", "j"))),
    (F, "a^{l-1}_k delta^l_j", mul(F("a", BELOW, "k"), F.d("z", "l", "j"))),
    (F, r"a^{l-1}_k \delta^l_j", mul(F("a", BELOW, "k"), F.d("z", "l", "j"))),
    (F, "delta^l (a^{l-1})^T", mul(F.d("z", "l"), t(F("a", BELOW)))),
    (F, r"\delta^{l} {a^{l-1}}^{\intercal}", mul(F.d("z", "l"), t(F("a", BELOW)))),
    (F, "dz^{l+1}_k/dz^l_j", F.slope(F("z", NEXT, "k"), F("z", "l", "j"))),
    (F, "w^{l+1}_kj sigma'(z^l_j)", mul(F("w", NEXT, "k", "j"), call("sigma", F("z", "l", "j"), primes=1))),
    (
        F,
        r"\sum_k w^{l+1}_{kj} \delta^{l+1}_k \sigma'(z^l_j)",
        total("k", mul(F("w", NEXT, "k", "j"), F.d("z", NEXT, "k"), call("sigma", F("z", "l", "j"), primes=1))),
    ),
    (F, r"w^l a^{l-1} + b^l", add(mul(F("w", "l"), F("a", BELOW)), F("b", "l"))),
    (F, r"\sigma(w^l a^{l-1} + b^l)", call("sigma", add(mul(F("w", "l"), F("a", BELOW)), F("b", "l")))),
    (F, "(a^L - y) hadamard sigma'(z^L)", had(sub(F("a", "L"), F("y")), call("sigma", F("z", "L"), primes=1))),
    (
        F,
        "w^l - (eta/m) sum_x delta^{x,l} (a^{x,l-1})^T",
        sub(
            F("w", "l"),
            mul(
                over(i("eta"), i("m")),
                total("x", mul(F.d("z", "l", example=i("x")), t(F("a", BELOW, example=i("x"))))),
            ),
        ),
    ),
    (F, r"\sum_k \delta^l_k \delta_{jk}", total("k", mul(F.d("z", "l", "k"), Delta(i("j"), i("k"))))),
    (F, r"\sum_k \delta^l_k [j = k]", total("k", mul(F.d("z", "l", "k"), Delta(i("j"), i("k"))))),
    # softmax with loss, batch as rows
    (S, "-t_{ik} / y_{ik}", neg(over(S("t", "i", "k"), S("y", "i", "k")))),
    (S, r"-\frac{t_{ik}}{y_{ik}}", neg(over(S("t", "i", "k"), S("y", "i", "k")))),
    (S, "-S_i * sum_k t_ik", neg(mul(S("S", "i"), total("k", S("t", "i", "k"))))),
    (S, r"-t_{ik} / \exp(a_{ik})", neg(over(S("t", "i", "k"), call("exp", S("a", "i", "k"))))),
    (S, "(sum_k t_{i,k}) / S_i", over(total("k", S("t", "i", "k")), S("S", "i"))),
    (
        S,
        "y_{i,k} * sum_k t_{i,k} - t_{i,k}",
        sub(mul(S("y", "i", "k"), total("k", S("t", "i", "k"))), S("t", "i", "k")),
    ),
    (S, "(y - t)/m", over(sub(S("y"), S("t")), i("m"))),
    (S, r"y_{ik} - t_{ik}", sub(S("y", "i", "k"), S("t", "i", "k"))),
    (S, "dL/da[1, 2]", S.slope("L", S("a", 1, 2))),
    (S, r"\frac{\partial L}{\partial a_{2,3}}", S.slope("L", S("a", 2, 3))),
    (S, r"e^{a_{ik}}", call("exp", S("a", "i", "k"))),
    (S, r"e_{ik}", S("e", "i", "k")),
    (
        S,
        r"\frac{e^{a_{ik}}}{\sum_j e^{a_{ij}}}",
        over(call("exp", S("a", "i", "k")), total("j", call("exp", S("a", "i", "j")))),
    ),
    (S, r"\sum_{i,k} t_{ik} \ln y_{ik}", total("i", total("k", mul(S("t", "i", "k"), call("ln", S("y", "i", "k")))))),
    # a perceptron as a graph
    (P, "h^T (dL/do)", mul(t(P("h")), P.slope("L", "o"))),
    (P, "(dL/do) W2^T", mul(P.slope("L", "o"), t(P("W2")))),
    (P, "(dL/dh) hadamard phi'(z)", had(P.slope("L", "h"), call("phi", P("z"), primes=1))),
    (P, r"\frac{\partial L}{\partial h} \odot \phi'(z)", had(P.slope("L", "h"), call("phi", P("z"), primes=1))),
    (P, "x^T (dL/dz)", mul(t(P("x")), P.slope("L", "z"))),
    (P, r"h^{\top}\,\partial L/\partial o", mul(t(P("h")), P.slope("L", "o"))),
    (P, r"x W^{(1)}", mul(P("x"), P("W1"))),
    (P, "xW_1", mul(P("x"), P("W1"))),
    (P, r"\varphi(z)", call("phi", P("z"))),
    # chains and small graphs
    (C, "dE/dY * dY/du2 * du2/dYj * dYj/du1 * du1/dw1", CHAIN),
    (C, "E(Y)", call("E", C("Y"))),
    (
        C,
        r"\frac{\partial E}{\partial Y}\frac{\partial Y}{\partial u_2}\frac{\partial u_2}{\partial Y_j}"
        r"\frac{\partial Y_j}{\partial u_1}\frac{\partial u_1}{\partial w_1}",
        CHAIN,
    ),
    (C, "w1 - eta * grad(w1)", sub(C("w1"), mul(i("eta"), C.d("w1")))),
    (C, "X*w1 + b1", add(mul(C("X"), C("w1")), C("b1"))),
    (M, "x1*x2 + x3", add(mul(M("x1"), M("x2")), M("x3"))),
    (M, "dy/dx_1", M.slope("y", "x1")),
    (G, "xyz", mul(G("x"), G("y"), G("z"))),
    (G, "df/dq * dq/dx", mul(G.slope("f", "q"), G.slope("q", "x"))),
    (G, r"z \cdot 1", mul(G("z"), r(1))),
    (G, "dq", G.d("q")),
    # W1, b1, z1, a1 and so on, declared
    (N, r"W_1 x + b_1", add(mul(N("W1"), N("x")), N("b1"))),
    (N, r"W^{[1]}x + b^{[1]}", add(mul(N("W1"), N("x")), N("b1"))),
    (N, r"z^{[1]}_2", N("z1", 2)),
    (N, r"W^{(2)}_{12}", N("W2", 1, 2)),
    (N, r"\hat{y}_k - t_k", sub(N("yhat", "k"), N("t", "k"))),
    (N, r"\delta_2", N.d("z2")),
    (N, r"\delta^{[1]}_j", N.d("z1", "j")),
    (N, r"\delta_{z_1}", N.d("z1")),
    (N, r"dW_2", N.d("W2")),
    (N, r"-\sum_k t_k \log \hat y_k", neg(total("k", mul(N("t", "k"), call("ln", N("yhat", "k")))))),
    (
        N,
        r"W_2^T \frac{\partial L}{\partial z_2} \odot \text{ReLU}'(z_1)",
        Product(
            (t(N("W2")), N.slope("L", "z2"), call("relu", N("z1"), primes=1)),
            (Times.PLAIN, Times.HADAMARD),
        ),
    ),
    (
        N,
        r"\frac{e^{z_{2,k}}}{\sum_j e^{z_{2,j}}}",
        over(call("exp", N("z2", "k")), total("j", call("exp", N("z2", "j")))),
    ),
    (N, r"\max(0, z_1)", call("max", r(0), N("z1"))),
    # recurrent, with time as a label
    (R, "h_t", R("h", "t")),
    (R, r"h^{(t-1)}_i", R("h", add(i("t"), neg(n("1"))), "i")),
    (R, r"h^{\langle t \rangle}", R("h", "t")),
    (R, "h_{3,1}", R("h", 3, 1)),
    (R, "h_t^2", power(R("h", "t"), r(2))),
    (R, r"1-\tanh^2(z_t)", sub(r(1), power(call("tanh", R("z", "t")), r(2)))),
    (R, r"\frac{\partial h_t}{\partial h_{t-1}}", R.slope(R("h", "t"), R("h", add(i("t"), neg(n("1")))))),
    (
        R,
        r"\tanh(W h_{t-1} + U x_t + b)",
        call("tanh", add(mul(R("W"), R("h", add(i("t"), neg(n("1"))))), mul(R("U"), R("x", "t")), R("b"))),
    ),
    (R, r"\sum_{t=1}^{T} (h_t - y_t)^2", total("t", power(sub(R("h", "t"), R("y", "t")), r(2)), n("1"), i("T"))),
    # unrolled, and one neuron
    (U, r"\frac{\partial E}{\partial w_h}", U.slope("E", "w_h")),
    (U, r"\delta_{s_2}", U.d("s2")),
    (U, r"\delta_2 W_h (1-h_1^2)", mul(U.d("s2"), U("w_h"), sub(r(1), power(U("h1"), r(2))))),
    (ONE, r"\hat{y}", ONE("a")),
    (ONE, "y_pred - t", sub(ONE("a"), ONE("t"))),
    (N, "1^T dW1", mul(t(Ones()), N.d("W1"))),
    (U, r"w_{x} x_1 + w_h h_0", add(mul(U("w_x"), U("x1")), mul(U("w_h"), U("h0")))),
    (U, r"\frac12 (\hat y - y)^2", mul(HALF, power(sub(U("yhat"), U("y")), r(2)))),
    (ONE, r"\sigma(z)(1-\sigma(z))", mul(call("sigmoid", ONE("z")), sub(r(1), call("sigmoid", ONE("z"))))),
    (
        ONE,
        r"-\frac{t}{a} + \frac{1-t}{1-a}",
        add(neg(over(ONE("t"), ONE("a"))), over(sub(r(1), ONE("t")), sub(r(1), ONE("a")))),
    ),
    (ONE, "(a-t) x_1", mul(sub(ONE("a"), ONE("t")), ONE("x1"))),
    (
        ONE,
        r"t \ln a + (1-t)\ln(1-a)",
        add(mul(ONE("t"), call("ln", ONE("a"))), mul(sub(r(1), ONE("t")), call("ln", sub(r(1), ONE("a"))))),
    ),
    (ONE, "w1x1 + w2x2 + b", add(mul(ONE("w1"), ONE("x1")), mul(ONE("w2"), ONE("x2")), ONE("b"))),
]


@pytest.mark.parametrize(("world", "text", "expected"), LINES)
def test_a_line_is_read(world, text, expected):
    assert world.read(text) == expected


REFUSED = [
    (F, r"\sigma'(z)"),  # no layer
    (F, r"\delta_j"),
    (F, "w^l_j"),
    (S, "-t_k / y_k"),  # of which example?
    (R, "W_{hh}"),  # h is a quantity, no index
    (R, r"\delta_t"),
    (C, "E(Y(u2(Yj(u1(w1)))))"),
    (G, "f'(x)"),
    (G, "f'"),
    (N, "W"),
    (ONE, "w^T x + b"),
    (ONE, r"\hat{t}"),
    (M, "x_{12}"),
]


@pytest.mark.parametrize(("world", "text"), REFUSED)
def test_what_means_nothing_or_two_things_is_refused(world, text):
    with pytest.raises(SpecError, match="column"):
        world.read(text)
