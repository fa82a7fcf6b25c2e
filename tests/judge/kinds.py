"""The kinds of equations that random graphs consist of; each returns formal indices, a body, and a forward pass."""

from __future__ import annotations

from fractions import Fraction

from judge.forwards import FUNCTIONS, torch
from judge.graphs import KINKED, SMOOTH, Forward, Graph, Maker, function, smooth_at
from symbp.language import (
    EXP,
    LOG,
    Cardinal,
    Delta,
    Element,
    Equation,
    Expression,
    Index,
    Network,
    Role,
    Tensor,
    Within,
    apply,
    as_expression,
    check,
    element,
    elements,
    plus,
    total,
)

Found = tuple[tuple[Index, ...], Expression, Forward]
LETTERS = "abcdefgh"


def einsum(reads: list[tuple[Tensor, tuple[Index, ...]]], out: tuple[Index, ...]) -> Forward:
    """The product of tensors read at indices, summed over those that are not wanted."""
    seen = list(dict.fromkeys([*out, *(index for _, at in reads for index in at)]))
    letters = {index: LETTERS[number] for number, index in enumerate(seen)}
    spell = ",".join("".join(letters[index] for index in at) for _, at in reads)
    signature = f"{spell}->{''.join(letters[index] for index in out)}"
    names = [tensor.name for tensor, _ in reads]
    return lambda values: torch.einsum(signature, *(values[name] for name in names))


def spread(tensor: Tensor, at: tuple[Index, ...], out: tuple[Index, ...], shape: tuple[int, ...]) -> Forward:
    """A tensor repeated along the indices that it does not have."""
    letters = {index: LETTERS[number] for number, index in enumerate(out)}
    own, all_ = ("".join(letters[index] for index in indices) for indices in (at, out))
    return lambda values: torch.einsum(f"{own},{all_}->{all_}", values[tensor.name], torch.ones(shape))


def size(index: Index) -> Expression:
    """The size of an index as a number."""
    return as_expression(index.size if isinstance(index.size, int) else Cardinal(index.size))


def elementwise(m: Maker) -> Found:
    """f(c u + d)"""
    u = m.some()
    i = m.indices(u.sizes)
    name = m.draw.choice(SMOOTH + KINKED)
    c, d = m.draw.choice([Fraction(1), Fraction(-1), Fraction(1, 2), Fraction(3, 2)]), Fraction(m.draw.randint(0, 1), 3)
    body = apply(function(name), c * element(u, *i) + d)
    return i, body, lambda x: smooth_at(name, float(c) * x[u.name] + float(d))


def residual(m: Maker) -> Found:
    """c u + d v, or u f(v)"""
    u = m.some()
    i = m.indices(u.sizes)
    v = m.fitting(u.sizes)
    c, d = Fraction(m.draw.randint(1, 3), 2), Fraction(m.draw.choice([-2, -1, 1, 2]), 3)
    if m.draw.random() < 0.5:
        name = m.draw.choice(SMOOTH)
        body = element(u, *i) * apply(function(name), element(v, *i))
        return i, body, lambda x: x[u.name] * FUNCTIONS[name](x[v.name])
    return i, c * element(u, *i) + d * element(v, *i), lambda x: float(c) * x[u.name] + float(d) * x[v.name]


def broadcast(m: Maker) -> Found:
    """u over all indices with v over some of them: u v, u + v, u/(1 + v^2), u exp(-v^2)"""
    u = m.some(m.draw.choice([2, 2, 3]))
    i = m.indices(u.sizes)
    v, at = m.over(i)
    a, b = element(u, *i), element(v, *at)
    wide = spread(v, at, i, tuple(m.length(s) for s in u.sizes))
    return i, *m.draw.choice(
        [
            (a * b, lambda x: x[u.name] * wide(x)),
            (b * a + b, lambda x: x[u.name] * wide(x) + wide(x)),
            (a - 2 * b, lambda x: x[u.name] - 2 * wide(x)),
            (a / (1 + b**2), lambda x: x[u.name] / (1 + wide(x) ** 2)),
            (apply(EXP, -(b**2)) * a, lambda x: x[u.name] * torch.exp(-(wide(x) ** 2))),
            ((a + b) ** 2 / 3, lambda x: (x[u.name] + wide(x)) ** 2 / 3),
        ]
    )


def contraction(m: Maker) -> Found:
    """A sum of products of two or three tensors, alone or inside a function."""
    pool = m.indices([m.draw.choice(m.extents) for _ in range(m.draw.choice([2, 3, 3, 4]))])
    reads = [m.over(pool) for _ in range(m.draw.choice([2, 2, 3]))]
    met = list(dict.fromkeys(index for _, at in reads for index in at))
    out = tuple(m.draw.sample(met, m.draw.randint(0 if len(met) < 3 else 1, min(3, len(met)))))
    bound = tuple(index for index in met if index not in out)
    body = as_expression(1)
    for tensor, at in reads:
        body = body * element(tensor, *at)
    body = total(body, *bound)
    forward = einsum(reads, out)
    if m.draw.random() < 0.6:
        name = m.draw.choice(["tanh", "sigmoid", "softplus", "relu"])
        return out, apply(function(name), body / 2), lambda x: smooth_at(name, forward(x) / 2)
    return out, body, forward


def dense(m: Maker) -> Found:
    """Sum of w u, plus b: what layers are made of, weights used again now and then."""
    u = m.some(m.draw.choice([1, 2]))
    *rows, k = m.indices(u.sizes)
    (j,) = m.indices([m.draw.choice(m.extents)], (*rows, k))
    w, b = m.fitting((j.size, k.size)), m.fitting((j.size,))
    out = (*rows, j)
    linear, bias = (
        einsum([(u, (*rows, k)), (w, (j, k))], out),
        spread(b, (j,), out, tuple(m.length(i.size) for i in out)),
    )
    return out, total(element(w, j, k) * element(u, *rows, k), k) + element(b, j), lambda x: linear(x) + bias(x)


def reduced(m: Maker) -> Found:
    """The sum or the mean of f(u) over one index; or the logarithm of 1 + a sum of squares."""
    u = m.some()
    i = m.indices(u.sizes)
    gone = m.draw.randrange(len(i))
    out = i[:gone] + i[gone + 1 :]
    name, kind = m.draw.choice(SMOOTH), m.draw.choice(["sum", "mean", "log"])
    inner = apply(function(name), element(u, *i))
    if kind == "sum":
        return out, total(inner, i[gone]), lambda x: FUNCTIONS[name](x[u.name]).sum(gone)
    if kind == "mean":
        return out, total(inner / size(i[gone]), i[gone]), lambda x: FUNCTIONS[name](x[u.name]).mean(gone)
    body = apply(LOG, 1 + total(element(u, *i) ** 2, i[gone]))
    return out, body, lambda x: torch.log1p((x[u.name] ** 2).sum(gone))


def softmax(m: Maker) -> Found:
    """exp(u) over its sum, or the logarithm of that, along any index."""
    u = m.some()
    i = m.indices(u.sizes)
    along = m.draw.randrange(len(i))
    (k,) = m.indices([i[along].size], i)
    other = (*i[:along], k, *i[along + 1 :])
    if m.draw.random() < 0.7:
        body = apply(EXP, element(u, *i)) / total(apply(EXP, element(u, *other)), k)
        return i, body, lambda x: torch.softmax(x[u.name], along)
    body = element(u, *i) - apply(LOG, total(apply(EXP, element(u, *other)), k))
    return i, body, lambda x: torch.log_softmax(x[u.name], along)


def normalised(m: Maker) -> Found:
    """(u - mean)/sqrt(variance + 1/2) in one equation, the two sums over one name of index or over two."""
    u = m.some()
    i = m.indices(u.sizes)
    along = m.draw.randrange(len(i))
    (k,) = m.indices([i[along].size], i)
    (q,) = (k,) if m.draw.random() < 0.5 else m.indices([i[along].size], (*i, k))

    def at(index: Index) -> Expression:
        return element(u, *i[:along], index, *i[along + 1 :])

    def mean(index: Index) -> Expression:
        return total(at(index) / size(index), index)

    variance = total((at(k) - mean(q)) ** 2 / size(k), k)
    body = (at(i[along]) - mean(k)) * (variance + Fraction(1, 2)) ** Fraction(-1, 2)

    def forward(x: dict[str, torch.Tensor]) -> torch.Tensor:
        v = x[u.name]
        return (v - v.mean(along, keepdim=True)) / torch.sqrt(v.var(along, unbiased=False, keepdim=True) + 0.5)

    return i, body, forward


def powers(m: Maker) -> Found:
    """(u^2 + 1/2)^p"""
    u = m.some()
    i = m.indices(u.sizes)
    p = m.draw.choice([-2, -1, 2, Fraction(1, 2), Fraction(-1, 2), Fraction(3, 2), Fraction(-3, 2), Fraction(1, 3)])
    return i, (element(u, *i) ** 2 + Fraction(1, 2)) ** p, lambda x: (x[u.name] ** 2 + 0.5) ** float(p)


def mixed(m: Maker) -> Found:
    """u_i Sum_k u_k v_k: a tensor outside a sum and inside it."""
    u = m.some(1)
    (i,) = m.indices(u.sizes)
    (k,) = m.indices(u.sizes, (i,))
    v = m.fitting(u.sizes)
    inner = total(element(u, k) * element(v, k), k)
    if m.draw.random() < 0.5:
        return (i,), element(u, i) * inner / 2, lambda x: x[u.name] * (x[u.name] @ x[v.name]) / 2
    return (i,), element(v, i) / (1 + inner**2), lambda x: x[v.name] / (1 + (x[u.name] @ x[v.name]) ** 2)


def two_sums(m: Maker) -> Found:
    """The product of two sums, both over the same index, and of an element that is read at an index of that name."""
    u, v = m.some(1), m.some(1)
    (k,) = m.indices(u.sizes)
    (j,) = (k,) if u.sizes == v.sizes else m.indices(v.sizes, (k,))
    body = total(element(u, k) ** 2, k) * total(apply(function("tanh"), element(v, j)), j) / 4

    def forward(x: dict[str, torch.Tensor]) -> torch.Tensor:
        return (x[u.name] ** 2).sum() * torch.tanh(x[v.name]).sum() / 4

    if m.draw.random() < 0.5:
        return (), body, forward
    return (k,), element(u, k) * body, lambda x: x[u.name] * forward(x)


def square(m: Maker) -> Found:
    """Of a square: its transpose, its diagonal, its trace, a triangle, a quadratic form."""
    extent = m.draw.choice(m.extents)
    u = m.fitting((extent, extent))
    i, j = m.indices(u.sizes)
    v = m.fitting((extent,))
    uij, uji, ujj, vi, vj = element(u, i, j), element(u, j, i), element(u, j, j), element(v, i), element(v, j)
    upper, equal = as_expression(Within(plus(j, i, -1), extent)), as_expression(Delta(i, j))
    return m.draw.choice(
        [
            ((i, j), uji * uij, lambda x: x[u.name].T * x[u.name]),
            ((j,), ujj * vj, lambda x: torch.diagonal(x[u.name]) * x[v.name]),
            ((), total(ujj**2 * vj, j), lambda x: torch.diagonal(x[u.name]) ** 2 @ x[v.name]),
            ((i, j), upper * uij + vj, lambda x: torch.triu(x[u.name]) + x[v.name]),
            ((i, j), equal * vi + uji, lambda x: torch.diag(x[v.name]) + x[u.name].T),
            ((), total(vi * uij * vj, i, j), lambda x: x[v.name] @ x[u.name] @ x[v.name]),
        ]
    )


def shifted(m: Maker) -> Found:
    """Sum over q of w_q x_(s o + q - p): a convolution with stride s and padding p."""
    length, width, stride, pad = m.draw.randint(4, 6), m.draw.randint(2, 3), m.draw.randint(1, 2), m.draw.randint(0, 1)
    count = (length + 2 * pad - width) // stride + 1
    x, w = m.fitting((length,)), m.fitting((width,))
    (o,) = m.indices([count])
    (q,) = m.indices([width], (o,))
    at = plus(plus(plus(q, o), o) if stride == 2 else plus(q, o), -pad)

    def convolve(weights: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.conv1d(values[None, None], weights[None, None], stride=stride, padding=pad)[0, 0]

    name = m.draw.choice(["identity", "tanh", "exp"])
    weight = element(w, q) if name == "identity" else apply(function(name), element(w, q))
    return (o,), total(weight * element(x, at), q), lambda v: convolve(FUNCTIONS[name](v[w.name]), v[x.name])


KINDS = [elementwise, elementwise, residual, broadcast, contraction, contraction, dense, dense, reduced]
KINDS += [softmax, normalised, powers, mixed, two_sums, square, shifted]


def random_graph(seed: int, *, alike: bool = False) -> Graph:
    """A graph of up to nine equations and a loss that depends on all of them; `alike`: with one size only."""
    m = Maker(seed, alike)
    for _ in range(m.draw.randint(3, 9)):
        indices, body, forward = m.draw.choice(KINDS)(m)
        if len(indices) <= 3:
            m.define(indices, body, forward)
    loss(m)
    network = check(Network(f"graph-{seed}", f"Random graph {seed}", tuple(m.equations), m.equations[-1].tensor))
    names = {tensor.name for tensor in network.tensors()}
    return Graph(network, m.sizes, {name: value for name, value in m.data.items() if name in names}, m.steps)


def loss(m: Maker) -> None:
    """Half the sum of squares, or a sum of softplus, of everything that nothing reads, each with a factor."""
    read = {used.tensor for equation in m.equations for used in elements(equation.body)}
    ends = [equation.tensor for equation in m.equations if equation.tensor not in read]
    body = Expression()
    forwards: list[Forward] = []
    for number, tensor in enumerate([*ends, m.leaf((m.extents[0],), Role.PARAMETER)]):
        i = m.indices(tensor.sizes)
        factor = Fraction(number + 2, 3)
        if m.draw.random() < 0.5:
            body = body + total(factor * element(tensor, *i) ** 2 / 2, *i)
            forwards.append(lambda x, t=tensor, c=factor: float(c) * (x[t.name] ** 2).sum() / 2)
        else:
            body = body + total(factor * apply(function("softplus"), element(tensor, *i)), *i)
            forwards.append(lambda x, t=tensor, c=factor: float(c) * FUNCTIONS["softplus"](x[t.name]).sum())
    m.equations.append(Equation(Element(Tensor("C", (), Role.LOSS)), body, "loss"))
    m.steps.append(("C", lambda x: sum(forward(x) for forward in forwards)))
