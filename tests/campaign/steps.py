"""Two steps of an update rule by hand, in plain Python, and pupils who do one of them differently.

Each rule is a few lines typed in by hand; nothing here knows symbp.
"""

import math
from dataclasses import dataclass

from .hand import Pupil


@dataclass(frozen=True)
class Key:
    """What was written: `state` of a parameter ("m", "w" for itself, "d" for its gradient) after so many updates."""

    state: str
    name: str
    updates: int

    def __str__(self):
        return f"{self.state} of {self.name} after {self.updates}"


class Rules:
    """What a step computes, in order: the rule's own quantities, then "w"."""

    def __init__(self, setting):
        self.setting, self.c, self.rule, self.rate = setting, setting.constants, setting.rule, setting.rate

    def quantities(self):
        return {"adam": ("m", "v", "m_hat", "v_hat"), "adamw": ("m", "v", "m_hat", "v_hat")}.get(
            self.rule, {"adagrad": ("s",), "weight_decay": ()}.get(self.rule, ("v",))
        )

    def compute(self, what, old, now, g, w, t):
        """One quantity, from the old state and what of the new one is known."""
        if what == "w":
            return self.moved(old, now, g, w)
        if what == "m":
            return self.running(old["m"], self.gradient(g, w), *self.shares("m"))
        if what == "v" and self.rule in ("adam", "adamw", "rmsprop"):
            return self.running(old["v"], self.square(self.gradient(g, w)), *self.shares("v"))
        if what == "s":
            return self.kept(old["s"]) + self.square(g)
        if what in ("m_hat", "v_hat"):
            return self.corrected(now[what[0]], self.c["beta1" if what == "m_hat" else "beta2"], t)
        return self.velocity(old["v"], g)

    def moved(self, old, now, g, w):
        """The parameter after the step."""
        read = self.read(old, now)
        if self.rule == "weight_decay":
            return self.decayed(w, w - self.rate * g)
        if self.rule == "momentum" or self.rule == "averaged_momentum":
            return w - self.rate * read["v"]
        if self.rule == "heavy_ball":
            return w + read["v"]
        if self.rule == "nesterov":
            return w - self.rate * (g + self.c["mu"] * read["v"])
        if self.rule == "adagrad":
            return w - self.rate * self.over(g, read["s"])
        if self.rule == "rmsprop":
            return w - self.rate * self.over(g, read["v"])
        step = self.rate * self.over(read["m_hat"], read["v_hat"])
        return self.decayed(w, w - step) if self.rule == "adamw" else w - step

    def velocity(self, old, g):
        if self.rule == "heavy_ball":
            return self.c["mu"] * self.kept(old) - self.rate * g
        if self.rule == "averaged_momentum":
            return self.running(old, g, *self.shares("v"))
        return self.c["mu"] * self.kept(old) + self.added(g)

    # what a mistake overrides

    def gradient(self, g, w):
        return g

    def shares(self, what):
        """Of the old value, and of what is new."""
        beta = self.c.get("beta", self.c.get("beta1" if what == "m" else "beta2"))
        return beta, 1 - beta

    def running(self, old, new, share, rest):
        return share * self.kept(old) + rest * new

    def kept(self, old):
        return old

    def added(self, g):
        return g

    def square(self, g):
        return g * g

    def corrected(self, mean, beta, t):
        return mean / (1 - beta**t)

    def read(self, old, now):
        return now

    def over(self, top, squares):
        return top / (math.sqrt(squares) + self.c["epsilon"])

    def decayed(self, w, stepped):
        return stepped - self.rate * self.c["decay"] * w


class Stepping(Pupil):
    """Somebody who takes two steps of an update rule; `rules` are those of the mistake."""

    kinds: tuple = ()
    rules = Rules

    def start(self):
        self.truth, self.own = Rules(self.setting), self.rules(self.setting)

    def work(self):
        w = {name: self.setting.given[name] for name in self.setting.parameters}
        state = {name: dict.fromkeys(self.own.quantities(), 0.0) for name in w}
        for t in (1, 2):
            gradients = self.gradients(w)
            for name, g in gradients.items():
                g = self.keep(Key("d", name, t - 1), g, g)
                now = {}
                for what in (*self.own.quantities(), "w"):
                    right, done = (r.compute(what, state[name], now, g, w[name], t) for r in (self.truth, self.own))
                    now[what] = self.keep(Key(what, name, t), right, done)
                w[name] = now.pop("w")
                state[name] = now
        return self

    def gradients(self, w):
        """The gradients of all parameters, nothing written down."""
        v = self.setting.given | w
        for node in self.setting.nodes:
            v[node.name] = node.value(*(v[p] for p in node.parents))
        adjoint = {self.setting.nodes[-1].name: 1.0}
        for node in reversed(self.setting.nodes):
            for parent in dict.fromkeys(node.parents):
                if node.name in adjoint and parent in node.slopes:
                    adjoint[parent] = adjoint.get(parent, 0.0) + adjoint[node.name] * node.slopes[parent](v)
        return {name: adjoint[name] for name in w if name in adjoint}


MEANS, ROOTS = ("adam", "adamw", "rmsprop"), ("adam", "adamw", "rmsprop", "adagrad")
VELOCITIES = ("momentum", "heavy_ball", "nesterov")


class EpsilonInside(Stepping):
    names, kinds = ("epsilon-inside",), ROOTS

    class rules(Rules):
        def over(self, top, squares):
            return top / math.sqrt(squares + self.c["epsilon"])


class BiasUncorrected(Stepping):
    """In Adam's first step m takes the size that m_hat has; without either correction the step is another."""

    names, kinds = ("bias-uncorrected",), ("adam", "adamw")

    class rules(Rules):
        def corrected(self, mean, beta, t):
            return mean


class BiasOfTheFirstStep(Stepping):
    names, kinds = ("bias-uncorrected",), ("adam", "adamw")

    class rules(Rules):
        def corrected(self, mean, beta, t):
            return mean / (1 - beta)


class BetasExchanged(Stepping):
    names, kinds = ("betas-exchanged",), ("adam", "adamw")

    class rules(Rules):
        def shares(self, what):
            beta = self.c["beta2" if what == "m" else "beta1"]
            return beta, 1 - beta


class SharesExchanged(Stepping):
    names, kinds = ("betas-exchanged",), (*MEANS, "averaged_momentum")

    class rules(Rules):
        def shares(self, what):
            return super().shares(what)[::-1]


class DecayInTheGradient(Stepping):
    names, kinds = ("decay-form",), ("adamw",)

    class rules(Rules):
        def gradient(self, g, w):
            return g + self.c["decay"] * w

        def decayed(self, w, stepped):
            return stepped


class DecayWithoutRate(Stepping):
    names, kinds = ("decay-form",), ("adamw", "weight_decay")

    class rules(Rules):
        def decayed(self, w, stepped):
            return stepped - self.c["decay"] * w


class VelocitySubtracted(Stepping):
    names, kinds = ("velocity-sign",), VELOCITIES

    class rules(Rules):
        def kept(self, old):
            return -old


class Dampened(Stepping):
    names, kinds = ("dampened",), ("momentum", "nesterov")

    class rules(Rules):
        def added(self, g):
            return (1 - self.c["mu"]) * g


class Undampened(Stepping):
    names, kinds = ("dampened",), ("averaged_momentum", "adam", "adamw", "rmsprop")

    class rules(Rules):
        def running(self, old, new, share, rest):
            return share * old + new


class OldVelocity(Stepping):
    """The step is made with the velocity of the step before."""

    names, kinds = ("old-velocity",), (*VELOCITIES, "averaged_momentum")

    class rules(Rules):
        def read(self, old, now):
            return old


class NotCarried(Stepping):
    names, kinds = ("not-carried",), (*MEANS, *VELOCITIES, "adagrad")

    class rules(Rules):
        def kept(self, old):
            return 0.0


class GradientNotSquared(Stepping):
    names, kinds = ("gradient-not-squared",), ROOTS

    class rules(Rules):
        def square(self, g):
            return g


class RootLeftOut(Stepping):
    names, kinds = ("root-left-out",), ROOTS

    class rules(Rules):
        def over(self, top, squares):
            return top / (squares + self.c["epsilon"])


class PlainStep(Stepping):
    names, kinds = ("plain-step",), (*ROOTS, *VELOCITIES, "averaged_momentum")

    class rules(Rules):
        def moved(self, old, now, g, w):
            return w - self.rate * g


class FlawlessSteps(Stepping):
    """Nobody makes a mistake here."""

    kinds = (*MEANS, *VELOCITIES, "adagrad", "averaged_momentum", "weight_decay")


CLASSES = [made for made in list(globals().values()) if isinstance(made, type) and getattr(made, "names", ())]
STEPPING = {made.__name__: made for made in CLASSES if issubclass(made, Stepping)}
