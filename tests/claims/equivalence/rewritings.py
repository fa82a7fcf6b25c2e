"""Formulas written in another way: every rule keeps the value, whatever the numbers are."""

from dataclasses import replace
from decimal import Decimal
from itertools import count

from claims.equivalence.mutations import everywhere
from symbp.claims import tree as t
from symbp.claims.walk import walk
from symbp.language import adjoint

PLAIN, HADAMARD = t.Times.PLAIN, t.Times.HADAMARD
FRESH = count(1)


def number(value):
    return t.Number(Decimal(value))


def is_number(tree, network):
    """Whether a tree is surely no matrix."""
    match tree:
        case t.Number() | t.Letter() | t.Ratio() | t.Delta():
            return True
        case t.Ref():
            tensor = tree.tensor.of or tree.tensor
            return bool(tree.single) or len(tree.indices) == len(tensor.labels) + len(tensor.sizes)
        case t.Slope():
            return is_number(tree.of, network) and is_number(tree.by, network)
        case t.Ones() | t.Matrix() | t.Transpose():
            return False
        case t.Call():
            return tree.name not in ("diag",) and all(is_number(part, network) for part in tree.arguments)
    from symbp.claims.walk import children

    return all(is_number(part, network) for part in children(tree))


def rules(network, names):
    """All rules: each a function from a tree to the trees that it may be written as."""

    def commuted(tree):
        if isinstance(tree, t.Sum):
            yield t.Sum(tree.parts[::-1])
        if isinstance(tree, t.Product):
            for n in range(len(tree.parts) - 1):
                a, b = tree.parts[n], tree.parts[n + 1]
                one = is_number(a, network) or is_number(b, network)
                alone = set(tree.times) == {HADAMARD} or all(is_number(part, network) for part in tree.parts)
                if (one and set(tree.times) == {PLAIN}) or alone:
                    yield replace(tree, parts=(*tree.parts[:n], b, a, *tree.parts[n + 2 :]))

    def distributed(tree):
        if isinstance(tree, t.Product):
            for n, part in enumerate(tree.parts):
                if isinstance(part, t.Sum) and not any(isinstance(x, t.Ones) for x in walk(tree)):
                    bare = [is_number(p, network) for p in part.parts]
                    if not (all(bare) or not any(bare)):
                        continue
                    yield t.Sum(
                        tuple(replace(tree, parts=(*tree.parts[:n], p, *tree.parts[n + 1 :])) for p in part.parts)
                    )
        if isinstance(tree, t.SumOver) and isinstance(tree.body, t.Sum):
            yield t.Sum(tuple(replace(tree, body=part) for part in tree.body.parts))
        if isinstance(tree, t.Quotient) and isinstance(tree.top, t.Sum):
            yield t.Sum(tuple(t.Quotient(part, tree.bottom) for part in tree.top.parts))

    def negated(tree):
        if isinstance(tree, t.Sum) and len(tree.parts) == 2 and isinstance(tree.parts[1], t.Negative):
            yield t.Negative(t.Sum((tree.parts[1].of, t.Negative(tree.parts[0]))))
        if isinstance(tree, t.Negative):
            yield t.Product((number(-1), tree.of), (PLAIN,))
        if isinstance(tree, t.Ref):
            yield t.Negative(t.Negative(tree))

    def twice_transposed(tree):
        if isinstance(tree, t.Ref | t.Slope) and not is_number(tree, network):
            yield t.Transpose(t.Transpose(tree))
        if isinstance(tree, t.Product) and set(tree.times) == {PLAIN}:
            if not any(is_number(part, network) or isinstance(part, t.Ones) for part in tree.parts):
                yield t.Transpose(t.Product(tuple(t.Transpose(part) for part in reversed(tree.parts)), tree.times))
        if isinstance(tree, t.Transpose) and isinstance(tree.of, t.Sum):
            yield t.Sum(tuple(t.Transpose(part) for part in tree.of.parts))

    def unfolded(tree):
        if isinstance(tree, t.Call) and tree.primes == 1 and names.get(tree.name) in ("sigmoid", "tanh"):
            value = replace(tree, primes=0)
            if names[tree.name] == "tanh":
                yield t.Sum((number(1), t.Negative(t.Power(value, number(2)))))
            else:
                rest = t.Sum((number(1), t.Negative(value)))
                yield t.Product((value, rest), (HADAMARD,))
                yield t.Sum((value, t.Negative(t.Power(value, number(2)))))
        if isinstance(tree, t.Call) and not tree.primes and names.get(tree.name) == "sigmoid":
            (z,) = tree.arguments
            yield t.Quotient(number(1), t.Sum((number(1), t.Call("exp", (t.Negative(z),)))))

    def powers(tree):
        if isinstance(tree, t.Power) and tree.exponent == number(2):
            yield t.Product((tree.base, tree.base), (HADAMARD,))
        if isinstance(tree, t.Quotient):
            yield t.Product((tree.top, t.Power(tree.bottom, number(-1))), (HADAMARD,))
            if is_number(tree.bottom, network):
                yield t.Product((t.Quotient(number(1), tree.bottom), tree.top), (PLAIN,))
        if isinstance(tree, t.Ref) and is_number(tree, network):
            yield t.Quotient(t.Power(tree, number(2)), tree)

    def named_otherwise(tree):
        if isinstance(tree, t.Ref) and tree.tensor.of is not None:
            yield t.Slope(t.Ref(network.loss), replace(tree, tensor=tree.tensor.of))
        if isinstance(tree, t.Slope) and tree.of == t.Ref(network.loss) and not tree.through:
            yield replace(tree.by, tensor=adjoint(tree.by.tensor))

    def numbers(tree):
        if isinstance(tree, t.Number) and tree.value == 1:
            yield t.Sum((number(3), t.Negative(number(2))))
        if isinstance(tree, t.Number) and tree.value == 2:
            yield t.Quotient(number(1), number("0.5"))
        if isinstance(tree, t.Product | t.Ref | t.Sum):
            yield t.Product((t.Quotient(number(1), number(4)), number(4), tree), (PLAIN, PLAIN))

    def bound_otherwise(tree):
        if isinstance(tree, t.SumOver):
            new = f"u{next(FRESH)}"
            yield replace(tree, index=new, body=put_letter(tree.body, tree.index, new))

    def diagonals(tree):
        if isinstance(tree, t.Product) and len(tree.parts) == 2 and tree.times == (HADAMARD,):
            a, b = tree.parts
            if is_vector(a) and is_vector(b):
                yield t.Product((t.Call("diag", (a,)), b), (PLAIN,))

    def is_vector(tree):
        if isinstance(tree, t.Call) and tree.name not in ("diag",):
            return is_vector(tree.arguments[0])
        ref = tree.by if isinstance(tree, t.Slope) else tree
        if not isinstance(ref, t.Ref) or ref.single:
            return False
        tensor = ref.tensor.of or ref.tensor
        return len(tensor.sizes) == 1 and len(ref.indices) == len(tensor.labels)

    def added(tree):
        if isinstance(tree, t.Ref) and tree.tensor.of is None:
            yield t.Sum((tree, tree, t.Negative(tree)))
            yield t.Sum((t.Product((number(2), tree), (PLAIN,)), t.Negative(tree)))

    def nested(tree):
        if isinstance(tree, t.Product) and len(tree.parts) > 2 and set(tree.times) == {PLAIN}:
            if not any(isinstance(x, t.Ones | t.Slope) for x in walk(tree)):
                yield t.Product((tree.parts[0], t.Product(tree.parts[1:], tree.times[1:])), (PLAIN,))
        if isinstance(tree, t.Product) and len(tree.parts) > 2 and set(tree.times) == {HADAMARD}:
            yield t.Product((tree.parts[0], t.Product(tree.parts[1:], tree.times[1:])), (HADAMARD,))

    def by_cases(tree):
        if isinstance(tree, t.Call) and names.get(tree.name) == "relu":
            (z,) = tree.arguments
            if tree.primes == 1:
                yield t.Call("step", (z,))
            elif not tree.primes:
                yield t.Call("max", (number(0), z))
                yield t.Product((z, t.Call("step", (z,))), (HADAMARD,))
        if isinstance(tree, t.Call) and tree.name == "step" and not tree.primes:
            yield t.Quotient(t.Sum((number(1), t.Call("sign", tree.arguments))), number(2))
        if isinstance(tree, t.Ref) and is_number(tree, network) and tree.tensor.of is None:
            yield t.Call("max", (tree, t.Sum((tree, t.Negative(number(1))))))
            both = t.Sum((t.Call("relu", (tree,)), t.Negative(t.Call("relu", (t.Negative(tree),)))))
            yield both

    def logarithms(tree):
        if isinstance(tree, t.Ref) and is_number(tree, network) and tree.tensor.of is None:
            yield t.Call("ln", (t.Call("exp", (tree,)),))
            soft = [t.Call("ln", (t.Sum((number(1), t.Call("exp", (x,)))),)) for x in (tree, t.Negative(tree))]
            yield t.Sum((soft[0], t.Negative(soft[1])))

    def whole(tree):
        if isinstance(tree, t.Call) and tree.name == "sum" and is_vector(tree.arguments[0]):
            yield t.Product((t.Transpose(t.Ones()), tree.arguments[0]), (PLAIN,))
        if isinstance(tree, t.Call) and tree.name == "norm":
            (x,) = tree.arguments
            yield t.Call("sqrt", (t.Call("sum", (t.Product((x, x), (HADAMARD,)),)),))
        if isinstance(tree, t.Slope) and tree.again is not None:
            yield replace(tree, by=tree.again, again=tree.by)
        if isinstance(tree, t.Call) and tree.primes == 2 and names.get(tree.name) == "sigmoid":
            a = replace(tree, primes=0)
            rest = [t.Sum((number(1), t.Negative(t.Product((number(n), a), (PLAIN,))))) for n in (1, 2)]
            yield t.Product((a, *rest), (HADAMARD, HADAMARD))

    def written_out(tree):
        if isinstance(tree, t.SumOver) and tree.first is None and tree.last is None and not tree.mean:
            ends = {size for size in lengths(tree.body, tree.index) if isinstance(size, int)}
            if len(ends) == 1:
                yield t.Sum(tuple(put_letter(tree.body, tree.index, number(n + 1)) for n in range(ends.pop())))

    return {
        "written out": written_out,
        "commuted": commuted,
        "distributed": distributed,
        "negated": negated,
        "transposed": twice_transposed,
        "unfolded": unfolded,
        "powers": powers,
        "named": named_otherwise,
        "numbers": numbers,
        "bound": bound_otherwise,
        "diagonal": diagonals,
        "added": added,
        "nested": nested,
        "cases": by_cases,
        "logarithms": logarithms,
        "whole": whole,
    }


def lengths(tree, letter):
    """The sizes of the axes on which a letter stands."""
    for ref in walk(tree):
        if isinstance(ref, t.Ref) and ref.indices:
            tensor = ref.tensor.of or ref.tensor
            axes = tensor.sizes if len(ref.indices) == len(tensor.sizes) else ()
            yield from (size for index, size in zip(ref.indices, axes, strict=False) if index == t.Letter(letter))


def put_letter(tree, old, new):
    """A tree with one letter renamed or made a number, not below a sum over the same letter."""
    if isinstance(tree, t.Letter):
        return (t.Letter(new) if isinstance(new, str) else new) if tree.name == old else tree
    if isinstance(tree, t.SumOver) and tree.index == old:
        return tree
    if isinstance(tree, t.Ref):
        return replace(tree, indices=tuple(put_letter(index, old, new) for index in tree.indices))
    if isinstance(tree, t.Slope):
        again = None if tree.again is None else put_letter(tree.again, old, new)
        return replace(tree, of=put_letter(tree.of, old, new), by=put_letter(tree.by, old, new), again=again)
    if isinstance(tree, t.Delta):
        return t.Delta(put_letter(tree.left, old, new), put_letter(tree.right, old, new))
    if isinstance(tree, t.Power):
        return t.Power(put_letter(tree.base, old, new), put_letter(tree.exponent, old, new))
    from claims.equivalence.mutations import parts

    for n in range(len(list(parts(tree)))):
        part, put = list(parts(tree))[n]
        tree = put(put_letter(part, old, new))
    return tree


def rewritten(network, names, formula):
    """Every formula that one rule makes of one, with the rule's name."""
    for name, rule in rules(network, names).items():
        for made in everywhere(formula, rule):
            yield name, made
