"""Small wrong changes of a formula, each at every place: what people do to it by hand."""

from dataclasses import replace
from decimal import Decimal

from symbp.claims import tree as t
from symbp.language import adjoint

ONE = t.Number(Decimal(1))


def parts(tree):
    """The parts of a tree with a way to put another one in place of each."""
    match tree:
        case t.Sum() | t.Product():
            for n, part in enumerate(tree.parts):
                yield part, lambda new, n=n: replace(tree, parts=(*tree.parts[:n], new, *tree.parts[n + 1 :]))
        case t.Negative() | t.Transpose():
            yield tree.of, lambda new: replace(tree, of=new)
        case t.Quotient():
            yield tree.top, lambda new: replace(tree, top=new)
            yield tree.bottom, lambda new: replace(tree, bottom=new)
        case t.Power():
            yield tree.base, lambda new: replace(tree, base=new)
        case t.Call():
            for n, part in enumerate(tree.arguments):
                yield (
                    part,
                    lambda new, n=n: replace(tree, arguments=(*tree.arguments[:n], new, *tree.arguments[n + 1 :])),
                )
        case t.SumOver():
            yield tree.body, lambda new: replace(tree, body=new)


def everywhere(tree, change):
    """All trees in which `change` has been made at one place."""
    yield from change(tree)
    for part, put in parts(tree):
        for made in everywhere(part, change):
            yield put(made)


def without(tree, n):
    """A sum or a product without one part."""
    rest = tree.parts[:n] + tree.parts[n + 1 :]
    if len(rest) == 1:
        return rest[0]
    if isinstance(tree, t.Sum):
        return t.Sum(rest)
    times = tree.times[: n - 1] + tree.times[n:] if n else tree.times[1:]
    return t.Product(rest, times)


def transposed(tree):
    """A transpose dropped, or put where none belongs."""
    if isinstance(tree, t.Transpose):
        yield tree.of
    elif isinstance(tree, t.Ref | t.Slope):
        yield t.Transpose(tree)


def signed(tree):
    """A sign changed."""
    if isinstance(tree, t.Negative):
        yield tree.of
    elif isinstance(tree, t.Sum):
        for part, put in parts(tree):
            if not isinstance(part, t.Negative):
                yield put(t.Negative(part))
    elif isinstance(tree, t.Product | t.Ref | t.Slope):
        yield t.Negative(tree)


def dropped(tree):
    """A factor, a summand or a denominator left out."""
    if isinstance(tree, t.Sum | t.Product) and len(tree.parts) > 1:
        for n in range(len(tree.parts)):
            yield without(tree, n)
    elif isinstance(tree, t.Quotient):
        yield tree.top
    elif isinstance(tree, t.Call) and not tree.primes and tree.name not in ("max", "softmax"):
        yield tree.arguments[0]


def unsummed(tree):
    """A sum over an index left out, or a mean in its place."""
    if isinstance(tree, t.SumOver):
        yield tree.body
        yield replace(tree, mean=not tree.mean)


def reindexed(tree):
    """Indices swapped, an offset of a label left out."""
    if not isinstance(tree, t.Ref):
        return
    for n in range(len(tree.indices) - 1):
        a, b = tree.indices[n], tree.indices[n + 1]
        if a != b:
            yield replace(tree, indices=(*tree.indices[:n], b, a, *tree.indices[n + 2 :]))
    for n, index in enumerate(tree.indices):
        if isinstance(index, t.Sum):
            yield replace(tree, indices=(*tree.indices[:n], index.parts[0], *tree.indices[n + 1 :]))
        if isinstance(index, t.Number):
            yield replace(tree, indices=(*tree.indices[:n], t.Number(3 - index.value), *tree.indices[n + 1 :]))


def renamed(letters):
    """An index called by the name of another one."""

    def change(tree):
        if isinstance(tree, t.Ref):
            labels = len((tree.tensor.of or tree.tensor).labels)  # a unit's letter on a layer would be no small slip
            for n, index in enumerate(tree.indices[labels:], start=labels):
                for letter in letters:
                    if isinstance(index, t.Letter) and index.name != letter:
                        yield replace(tree, indices=(*tree.indices[:n], t.Letter(letter), *tree.indices[n + 1 :]))

    return change


def swapped(tree):
    """The parts of a product or a difference in another order, a fraction upside down."""
    if isinstance(tree, t.Product):
        for n in range(len(tree.parts) - 1):
            a, b = tree.parts[n], tree.parts[n + 1]
            yield replace(tree, parts=(*tree.parts[:n], b, a, *tree.parts[n + 2 :]))
    elif isinstance(tree, t.Quotient):
        yield t.Quotient(tree.bottom, tree.top)
    elif isinstance(tree, t.Sum) and len(tree.parts) == 2 and isinstance(tree.parts[1], t.Negative):
        yield t.Sum((tree.parts[1].of, t.Negative(tree.parts[0])))


def operand(network):
    """Another quantity of the same shape in the place of one."""
    singles = sorted({name for _, name in network.element_names})
    owners = {name: place[0] for place, name in network.element_names}

    def change(tree):
        if not isinstance(tree, t.Ref):
            return
        if tree.single:
            for name in singles:
                if name != tree.single and name[0] == tree.single[0]:
                    tensor = next(x for x in network.tensors() if x.name == owners[name])
                    yield t.Ref(tensor, single=name)
            return
        own = tree.tensor.of or tree.tensor
        for other in network.tensors():
            same = len(other.sizes) == len(own.sizes) and len(other.labels) == len(own.labels)
            if other != own and same and other != network.loss:
                yield replace(tree, tensor=adjoint(other) if tree.tensor.of else other)
        if tree.tensor.of is not None:
            yield replace(tree, tensor=own)

    return change


def exponents(tree):
    """A power one higher, or lost; a square where none belongs."""
    if isinstance(tree, t.Power) and isinstance(tree.exponent, t.Number):
        yield replace(tree, exponent=t.Number(tree.exponent.value + 1))
        yield tree.base
    elif isinstance(tree, t.Ref | t.Call):
        yield t.Power(tree, t.Number(Decimal(2)))


def signs_of_products(tree):
    """A product of matrices in place of one entry by entry, and the reverse."""
    if isinstance(tree, t.Product):
        for n, sign in enumerate(tree.times):
            other = t.Times.PLAIN if sign is not t.Times.PLAIN else t.Times.HADAMARD
            yield replace(tree, times=(*tree.times[:n], other, *tree.times[n + 1 :]))


def primes(tree):
    """A prime lost, or all of them."""
    if isinstance(tree, t.Call) and tree.primes:
        for fewer in range(tree.primes):
            yield replace(tree, primes=fewer)


def gathered(tree):
    """What reads a vector as a whole taken for something else: a norm for its square or a sum, a sum for a mean."""
    if isinstance(tree, t.Call) and tree.name in ("norm", "sum", "trace", "max", "min", "step", "sign"):
        others = {"norm": ("sum",), "sum": ("norm", "mean"), "trace": ("sum",), "max": ("min",), "min": ("max",)}
        for name in others.get(tree.name, ("relu",)):
            yield replace(tree, name=name)


def numbers(tree):
    """Another number."""
    if isinstance(tree, t.Number):
        yield t.Number(tree.value + 1)
        if tree.value:
            yield t.Number(tree.value / 2)


def mutants(network, subject, formula):
    """Every first mutant of a formula, with its kind."""
    letters = sorted({part.name for part in every(formula) | every(subject) if isinstance(part, t.Letter)})
    changes = {
        "transpose": transposed,
        "sign": signed,
        "dropped": dropped,
        "sum": unsummed,
        "index": reindexed,
        "letter": renamed([letter for letter in letters if len(letter) == 1]),
        "order": swapped,
        "operand": operand(network),
        "exponent": exponents,
        "product": signs_of_products,
        "prime": primes,
        "number": numbers,
        "gathered": gathered,
    }
    for kind, change in changes.items():
        for made in everywhere(formula, change):
            if made != formula:
                yield kind, made


def every(tree):
    """All parts."""
    from symbp.claims.walk import walk

    return set(walk(tree))
