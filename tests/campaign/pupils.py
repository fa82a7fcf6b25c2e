"""Pupils with one mistake each: `names` are the misconceptions that say what they do."""

import math

from .hand import Pupil, Unfit, significant
from .settings import ACTIVATIONS, KINDS, sigmoid
from .steps import STEPPING


class InLayer(Pupil):
    """Somebody who makes it in one unit, in a layer, or everywhere, of one kind of node."""

    kind = ("a",)

    def start(self):
        nodes = [node for node in self.setting.nodes if node.kind in self.kind and self.fits(node)]
        one = self.pick(nodes)
        some = self.draw.choice([[one], [n for n in nodes if n.layer == one.layer], nodes])
        self.chosen = {node.name for node in some}

    def fits(self, node):
        return True


class UpdatedWeights(Pupil):
    """Every layer is updated before the error goes through it."""

    names = ("updated-weights",)

    def start(self):
        if not self.setting.matrices:
            raise Unfit

    def total(self, name, terms):
        if self.setting.node_or_none(name) is None:
            return super().total(name, terms)
        found = 0.0
        for user, u, d in terms:
            weight = {x: w for w, x in self.setting.node(user).row[:-1]}.get(name)
            if weight is not None:
                d = d - self.setting.rate * sum(above * local for _, above, local in self.terms(weight))
            found += u * d
        return found


class SlopeLeftOut(InLayer):
    """The error of the activation is taken for that of the weighted input."""

    names = ("slope-left-out",)

    def total(self, name, terms):
        return sum(u * (1.0 if user in self.chosen else d) for user, u, d in terms)


class SlopeTwice(InLayer):
    names = ("slope-twice",)

    def total(self, name, terms):
        return sum(u * d * (d if user in self.chosen else 1.0) for user, u, d in terms)


class DifferenceForSlope(Pupil):
    names = ("difference-for-slope",)

    def slope(self, node, parent):
        return (
            self.v[parent] - self.v[self.setting.targets[parent]]
            if node.kind == "part"
            else super().slope(node, parent)
        )


class SlopeOfInput(InLayer):
    """a(1 - a) at the weighted input."""

    names = ("slope-elsewhere",)

    def fits(self, node):
        return node.activation in ("sigmoid", "tanh")

    def slope(self, node, parent):
        z = self.v[parent]
        if node.name not in self.chosen:
            return super().slope(node, parent)
        return z * (1 - z) if node.activation == "sigmoid" else 1 - z * z


class SlopeOfNeighbour(Pupil):
    names = ("slope-elsewhere", "wrong-operand")

    def start(self):
        self.node = self.pick(n for n in self.setting.nodes if n.kind == "a")
        same = [n for n in self.setting.nodes if (n.kind, n.layer) == ("a", self.node.layer) and n is not self.node]
        self.other = self.pick(same)

    def slope(self, node, parent):
        if node is self.node:
            return self.other.slopes[self.other.parents[0]](self.v)
        return super().slope(node, parent)


class WrongSlope(InLayer):
    names = ("wrong-slope", "slope-elsewhere")

    def start(self):
        super().start()
        self.form = self.draw.choice(
            [lambda a: a, lambda a: 1 - a, lambda a: a * a, lambda a: math.sqrt(1 - a * a), lambda a: 1 + a * a]
        )

    def fits(self, node):
        return node.activation in ("sigmoid", "tanh")

    def slope(self, node, parent):
        return self.form(self.v[node.name]) if node.name in self.chosen else super().slope(node, parent)


class SoftmaxDiagonal(Pupil):
    names = ("softmax-diagonal",)

    def start(self):
        self.pick(n for n in self.setting.nodes if n.kind == "softmax")

    def total(self, name, terms):
        nodes = [self.setting.node(user) for user, _, _ in terms]
        if nodes[0].kind != "softmax":
            return super().total(name, terms)
        unit = self.setting.node(name).unit
        return sum(u * d for node, (_, u, d) in zip(nodes, terms, strict=True) if node.unit == unit)


class SoftmaxNotNormalised(Pupil):
    names = ("softmax-not-normalised",)

    def start(self):
        self.pick(n for n in self.setting.nodes if n.kind == "softmax")

    def value(self, node):
        return math.exp(self.v[node.parents[node.unit]]) if node.kind == "softmax" else super().value(node)


class PathForgotten(Pupil):
    """Before a softmax of two outputs that is the diagonal alone."""

    names = ("path-forgotten", "softmax-diagonal")

    def start(self):
        several = [n.name for n in self.setting.nodes if len(self.setting.users(n.name)) > 1]
        self.name = self.pick(name for name in several if name not in self.setting.parameters)
        self.left = self.draw.random()

    def total(self, name, terms):
        if name != self.name:
            return super().total(name, terms)
        gone = int(self.left * len(terms))
        return sum(u * d for n, (_, u, d) in enumerate(terms) if n != gone)


class PathsMultiplied(PathForgotten):
    names = ("paths-multiplied",)

    def total(self, name, terms):
        return math.prod(u * d for _, u, d in terms) if name == self.name else Pupil.total(self, name, terms)


class UseForgotten(Pupil):
    """Of a shared parameter one use alone is counted."""

    names = ("use-forgotten",)

    def start(self):
        self.name = self.pick(name for name in self.setting.parameters if len(self.setting.users(name)) > 1)
        self.kept = self.draw.random()

    def total(self, name, terms):
        if name != self.name:
            return super().total(name, terms)
        _, u, d = terms[int(self.kept * len(terms))]
        return u * d


class MeanOfUses(UseForgotten):
    names = ("mean-of-paths", "scale")

    def total(self, name, terms):
        return Pupil.total(self, name, terms) / (len(terms) if name == self.name else 1)


class TargetMinusOutput(Pupil):
    names = ("sign-lost",)

    def slope(self, node, parent):
        return -super().slope(node, parent) if node.kind == "part" else super().slope(node, parent)


class SignLost(Pupil):
    names = ("sign-lost",)

    def start(self):
        self.name = self.pick([n.name for n in self.setting.nodes[:-1]] + self.setting.parameters)

    def total(self, name, terms):
        return -super().total(name, terms) if name == self.name else super().total(name, terms)


class ExponentSign(InLayer):
    names = ("exponent-sign",)

    def fits(self, node):
        return node.activation != "identity"

    def value(self, node):
        return node.value(-self.v[node.parents[0]]) if node.name in self.chosen else super().value(node)


class ActivationLeftOut(InLayer):
    names = ("activation-left-out",)

    def fits(self, node):
        return node.activation != "identity"

    def value(self, node):
        return self.v[node.parents[0]] if node.name in self.chosen else super().value(node)


class OtherActivation(InLayer):
    names = ("other-activation",)

    def fits(self, node):
        return node.activation in ("sigmoid", "tanh")

    def value(self, node):
        other = {"sigmoid": math.tanh, "tanh": sigmoid}.get(node.activation)
        return other(self.v[node.parents[0]]) if node.name in self.chosen else super().value(node)


class ReluMask(InLayer):
    names = ("relu-mask",)

    def fits(self, node):
        return node.activation == "relu"

    def slope(self, node, parent):
        return 1 - super().slope(node, parent) if node.name in self.chosen else super().slope(node, parent)


class Ascent(Pupil):
    names = ("ascent",)

    def update(self, name):
        return 2 * self.v[name] - super().update(name)


class RateLeftOut(Pupil):
    names = ("rate-left-out",)

    def update(self, name):
        return self.v[name] if name in self.setting.frozen else self.v[name] - self.adjoint[name]


class RateSquared(Pupil):
    names = ("wrong-rate",)

    def update(self, name):
        return self.v[name] + self.setting.rate * (super().update(name) - self.v[name])


class StepForParameter(Pupil):
    names = ("step-for-parameter",)

    def update(self, name):
        return -self.setting.rate * self.adjoint[name] if name not in self.setting.frozen else self.v[name]


class BiasNotUpdated(Pupil):
    names = ("not-updated",)

    def update(self, name):
        return self.v[name] if name.startswith("b") else super().update(name)


class FrozenUpdated(Pupil):
    names = ("frozen-updated",)

    def start(self):
        self.pick(self.setting.frozen)

    def update(self, name):
        return self.v[name] - self.setting.rate * self.adjoint[name]


class LossScaled(Pupil):
    """The half left out, or one put in: of the value alone, or of the slope alone.  Of both it is a convention."""

    names = ("scale", "power-rule")

    def start(self):
        factor = self.draw.choice([2.0, 0.5])
        self.of_value, self.of_slope = self.draw.choice([(factor, 1.0), (1.0, factor)])
        self.pick(n for n in self.setting.nodes if n.kind == "part")

    def value(self, node):
        return super().value(node) * (self.of_value if node.kind == "part" else 1.0)

    def slope(self, node, parent):
        return super().slope(node, parent) * (self.of_slope if node.kind == "part" else 1.0)


class SumForMean(Pupil):
    """The division by the number of examples or outputs left out of a gradient, or made once more."""

    names = ("scale", "mean-of-paths")

    def start(self):
        self.count = len({node.example for node in self.setting.nodes})
        if self.count < 2:
            raise Unfit
        if self.draw.random() < 0.5:
            self.count = 1 / self.count

    def total(self, name, terms):
        return super().total(name, terms) * (self.count if name in self.setting.parameters else 1.0)


class Transposed(Pupil):
    """On the way back the weights are read the other way round."""

    names = ("transposed",)

    def start(self):
        matrix = self.setting.matrices.get(3)
        if matrix is None or len(matrix) != len(matrix[0]):
            raise Unfit

    def total(self, name, terms):
        node = self.setting.node_or_none(name)
        if node is None or (node.kind, node.layer) != ("a", 2):
            return super().total(name, terms)
        matrix = self.setting.matrices[3]
        users = [self.setting.node(user) for user, _, _ in terms]
        return sum(u * self.v[matrix[node.unit][user.unit]] for user, (_, u, _) in zip(users, terms, strict=True))


class TransposedForward(Transposed):
    def total(self, name, terms):
        return Pupil.total(self, name, terms)

    def value(self, node):
        if (node.kind, node.layer) != ("z", 3):
            return super().value(node)
        matrix = self.setting.matrices[3]
        total = sum(self.v[matrix[k][node.unit]] * self.v[x] for k, (_, x) in enumerate(node.row[:-1]))
        return total + (self.v[node.row[-1]] if node.row[-1] else 0.0)


class BiasLeftOut(InLayer):
    kind = ("z",)
    names = ("bias-left-out",)

    def fits(self, node):
        return bool(node.row[-1])

    def value(self, node):
        return super().value(node) - (self.v[node.row[-1]] if node.name in self.chosen else 0.0)


class TermLeftOut(Pupil):
    names = ("term-left-out",)

    def start(self):
        self.node = self.pick(n for n in self.setting.nodes if n.kind == "z" and len(n.row) > 2)
        self.pair = self.pick(self.node.row[:-1])

    def value(self, node):
        w, x = self.pair
        return super().value(node) - (self.v[w] * self.v[x] if node is self.node else 0.0)


class WrongInput(Pupil):
    """In one weight's gradient, or in one weighted input, a neighbour stands for what comes in."""

    names = ("wrong-operand",)

    def start(self):
        self.node = self.pick(n for n in self.setting.nodes if n.kind == "z" and len(n.row) > 2)
        (self.w, self.x), (_, self.other) = self.draw.sample(self.node.row[:-1], 2)
        self.forward = self.draw.random() < 0.5

    def value(self, node):
        if self.forward and node is self.node:
            return super().value(node) + self.v[self.w] * (self.v[self.other] - self.v[self.x])
        return super().value(node)

    def total(self, name, terms):
        if self.forward or name != self.w:
            return super().total(name, terms)
        return sum(u * (self.v[self.other] if user == self.node.name else d) for user, u, d in terms)


class OtherExample(Pupil):
    """A weight's gradient is made with what came in for another example."""

    names = ("wrong-operand",)

    def start(self):
        nodes = [n for n in self.setting.nodes if n.kind == "z"]
        self.node = self.pick(nodes)
        same = [n for n in nodes if (n.layer, n.unit) == (self.node.layer, self.node.unit) and n is not self.node]
        if not self.setting.matrices:
            raise Unfit
        other = self.pick(same)
        place = self.draw.randrange(len(self.node.row) - 1)
        self.w, self.other = self.node.row[place][0], other.row[place][1]

    def total(self, name, terms):
        if name != self.w:
            return super().total(name, terms)
        return sum(u * (self.v[self.other] if user == self.node.name else d) for user, u, d in terms)


class WrongTarget(Pupil):
    names = ("wrong-operand",)

    def start(self):
        parts = [n for n in self.setting.nodes if n.kind == "part"]
        self.node = self.pick(parts)
        self.other = self.pick(self.v[n.parents[1]] for n in parts if n is not self.node)

    def slope(self, node, parent):
        if node is not self.node:
            return super().slope(node, parent)
        return node.slopes[parent](self.v | {node.parents[1]: self.other})


class OtherUnit(Pupil):
    """The value of a neighbour is written down."""

    names = ("other-quantity", "wrong-operand")

    def start(self):
        self.node = self.pick(n for n in self.setting.nodes if n.kind in ("a", "z") and n.unit > 0)

    def value(self, node):
        same = [n for n in self.setting.nodes if (n.kind, n.layer, n.example) == (node.kind, node.layer, node.example)]
        before = next((n for n in same if n.unit == node.unit - 1), None)
        return self.v[before.name] if node is self.node and before else super().value(node)


class FactorLeftOut(Pupil):
    """A weight's gradient without what comes in, or without the error."""

    names = ("factor-left-out",)

    def start(self):
        self.name = self.pick(p for p in self.setting.parameters if len(self.setting.users(p)) == 1)
        self.error = self.draw.random() < 0.5

    def total(self, name, terms):
        if name != self.name:
            return super().total(name, terms)
        return sum(u if self.error else d for _, u, d in terms)


class Itself(Pupil):
    """The derivative of w x by w is taken to be w."""

    names = ("derivative-by-itself",)

    def start(self):
        nodes = [n for n in self.setting.nodes if n.kind in ("z", "product")]
        self.node = self.pick(nodes)
        self.parent = self.pick(p for p in self.node.parents if p != self.node.bias)

    def slope(self, node, parent):
        return self.v[parent] if node is self.node and parent == self.parent else super().slope(node, parent)


class PowerRule(Pupil):
    names = ("power-rule", "scale")

    def start(self):
        self.node = self.pick(n for n in self.setting.nodes if n.kind == "power")
        self.factor = self.draw.random() < 0.5

    def slope(self, node, parent):
        c = self.v[parent]
        return (c if self.factor else 4 * c * c) if node is self.node else super().slope(node, parent)


class LogBase(Pupil):
    names = ("log-base",)

    def value(self, node):
        if node.kind != "part" or not self.setting.logarithm:
            return super().value(node)
        return super().value(node) / math.log(10)


class LogShifted(Pupil):
    names = ("log-shifted",)

    def value(self, node):
        if node.kind != "part" or not self.setting.logarithm:
            return super().value(node)
        a, y = (self.v[p] for p in node.parents)
        if self.setting.logarithm == "cross entropy":
            return -y * math.log(a + 1e-7)
        return -y * math.log(a + 1e-7) - (1 - y) * math.log(1 - a + 1e-7)


class Slip(Pupil):
    """A slip of the pen in one number, which is carried on."""

    def start(self):
        self.place = self.pick(
            [n.name for n in self.setting.nodes if n.kind in ("z", "a")] + [f"d{p}" for p in self.setting.parameters]
        )
        if self.digits < 4:
            raise Unfit

    def slipped(self, key):
        return key == self.place

    def write(self, key, value):
        text = super().write(key, value)
        return self.spoiled(text) if key == self.place else text


class DigitsExchanged(Slip):
    names = ("transposed-digits",)

    def spoiled(self, text):
        places = [n for n in range(len(text) - 1) if (text[n] + text[n + 1]).isdigit() and text[n] != text[n + 1]]
        n = self.pick(n for n in places if text[: n + 2].strip("-0."))
        return text[:n] + text[n + 1] + text[n] + text[n + 2 :]


class DigitWrong(Slip):
    names = ("digit-slip",)

    def spoiled(self, text):
        n = self.pick(n for n, sign in enumerate(text) if sign.isdigit() and text[:n].strip("-0."))
        return text[:n] + str((int(text[n]) + self.draw.randint(1, 9)) % 10) + text[n + 1 :]


class DecimalPoint(Slip):
    names = ("decimal-point",)

    def spoiled(self, text):
        return significant(float(text) * self.draw.choice([10, 0.1]), self.digits)


class Miscopied(Pupil):
    """A given number is read wrongly and used so throughout."""

    names = ("miscopied",)

    def start(self):
        self.name = self.pick(p for p in self.setting.parameters if abs(self.v[p]) > 0.1 and self.v[p] * 10 % 1)
        text = f"{self.v[self.name]:.2f}"
        wrong = text[:-2] + text[-1] + text[-2]
        self.read = float(wrong) if self.draw.random() < 0.5 and wrong != text else 10 * self.v[self.name]

    def right_value(self, node):
        return super().right_value(node)

    def value(self, node):
        return node.value(*(self.read if p == self.name else self.v[p] for p in node.parents))


class Flawless(Pupil):
    """Nobody makes a mistake here."""


CLASSES = [made for made in list(globals().values()) if isinstance(made, type) and getattr(made, "names", ())]
ALL = {made.__name__: made for made in CLASSES if made.__name__ not in STEPPING} | STEPPING


def kinds_of(made):
    """The kinds of networks in which a pupil of a class calculates."""
    return tuple(getattr(made, "kinds", KINDS))


__all__ = ["ACTIVATIONS", "ALL", "Flawless", "kinds_of"]
