"""Calculating by hand in plain Python: numbers only, node by node, with one mistake on purpose.

Nothing here knows symbp: values are computed by closures, derivatives by formulas typed in by hand.  A mistake is a
`Pupil` who does one of the steps differently.
"""

import math
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass
class Node:
    """One quantity: how its value follows from its parents, and its derivative by each of them."""

    name: str
    parents: tuple
    value: object
    slopes: dict
    kind: str = ""
    layer: int = 0
    unit: int = 0
    example: int = 0
    row: tuple = ()  # of a weighted input: pairs of weight and what comes in, and the bias last
    activation: str = ""

    @property
    def bias(self):
        """The bias of a weighted input."""
        return self.row[-1] if self.row else ""


@dataclass
class Setting:
    """A network as a pupil sees it: given numbers, nodes in order, which of the given are parameters."""

    given: dict
    nodes: list
    parameters: list
    targets: dict
    rate: float
    frozen: tuple = ()
    matrices: dict = field(default_factory=dict)

    logarithm: str = ""
    rule: str = ""
    constants: dict = field(default_factory=dict)

    def node(self, name):
        """A node by name."""
        return next(node for node in self.nodes if node.name == name)

    def node_or_none(self, name):
        """A node by name; None for what is given."""
        return next((node for node in self.nodes if node.name == name), None)

    def users(self, name):
        """The nodes that read a quantity."""
        return [node for node in self.nodes if name in node.parents]


class Unfit(Exception):
    """A mistake that cannot be made in this network, or does not show."""


class Pupil:
    """Somebody who makes no mistake.

    Numbers are written with so many significant digits, and carried on as written or in full.  `touched` are the
    places where a step was done differently, `made` those of them where the digits show it clearly.
    """

    names: tuple = ()

    def __init__(self, setting, draw=None, digits=6, carry=False):
        self.setting, self.draw, self.digits, self.carry = setting, draw, digits, carry
        self.v, self.local, self.adjoint, self.new = dict(setting.given), {}, {}, {}
        self.made, self.touched, self.written = [], [], {}
        self.start()

    def work(self):
        """The whole calculation."""
        for node in self.setting.nodes:
            self.v[node.name] = self.keep(node.name, self.right_value(node), self.value(node))
        loss = self.setting.nodes[-1].name
        self.adjoint[loss] = 1.0
        for node in self.setting.nodes:
            for parent in dict.fromkeys(node.parents):
                if parent not in self.setting.targets.values():
                    right, done = self.right_slope(node, parent), self.slope(node, parent)
                    shown = node.kind in ("a", "softmax", "part")
                    self.local[node.name, parent] = self.keep((node.name, parent), right, done) if shown else done
        for name in [node.name for node in reversed(self.setting.nodes[:-1])] + self.setting.parameters:
            terms = self.terms(name)
            if terms:
                right = sum(u * self.right_local(user, name) for user, u, _ in terms)
                self.adjoint[name] = self.keep(f"d{name}", right, self.total(name, terms))
        for name in self.setting.parameters:
            if name in self.adjoint:
                self.new[name] = self.keep(f"{name}+", self.stepped(name), self.update(name))
        return self

    def keep(self, key, right, done):
        """What is written and what is carried on."""
        if isinstance(done, complex) or not math.isfinite(done):
            raise Unfit
        text = self.write(key, done)
        self.written[key] = text
        if not math.isclose(float(text) if self.slipped(key) else done, right, rel_tol=1e-12, abs_tol=1e-300):
            self.touched.append(key)
        if abs(float(text) - right) > CLEARLY * unit(text):
            self.made.append(key)
        return float(text) if self.carry or self.slipped(key) else done

    def write(self, key, value):
        """The number with its digits."""
        return significant(value, self.digits)

    def slipped(self, key):
        """Whether what was written, and not what was computed, is carried on in any case."""
        return False

    def terms(self, name):
        """(user, upstream, local) for every use."""
        return [
            (u.name, self.adjoint[u.name], self.local[u.name, name])
            for u in reversed(self.setting.nodes)
            if name in u.parents and u.name in self.adjoint
        ]

    def right_local(self, user, name):
        """What stands in the calculation where it was written down, else what is right."""
        known = (user, name) in self.written
        return self.local[user, name] if known else self.right_slope(self.setting.node(user), name)

    def right_value(self, node):
        """By the formula."""
        return node.value(*(self.v[p] for p in node.parents))

    def right_slope(self, node, parent):
        """By the formula."""
        return node.slopes[parent](self.v)

    def stepped(self, name):
        """One step down."""
        if name in self.setting.frozen:
            return self.v[name]
        return self.v[name] - self.setting.rate * self.adjoint[name]

    def pick(self, found):
        """One of several places, at random."""
        found = list(found)
        if not found:
            raise Unfit
        return self.draw.choice(found)

    # what a mistake overrides

    def start(self):
        """Choose where the mistake is made."""

    def value(self, node):
        """The value of a node."""
        return self.right_value(node)

    def slope(self, node, parent):
        """The derivative of a node by a parent."""
        return self.right_slope(node, parent)

    def total(self, name, terms):
        """The sum over all uses."""
        return sum(u * d for _, u, d in terms)

    def update(self, name):
        """The new value."""
        return self.stepped(name)


CLEARLY = 3  # units of the last digit


def significant(value, digits):
    """A number with so many significant digits, correctly rounded."""
    exact = Decimal(repr(float(value)))
    places = digits - 1 - exact.adjusted() if exact else digits
    return str(exact.quantize(Decimal(1).scaleb(-places))) if abs(places) < 300 else "0.0"


def unit(text):
    """One unit of the last digit."""
    return float(Decimal(1).scaleb(Decimal(text).as_tuple().exponent))
