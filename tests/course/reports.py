"""Reports made by hand, for the tests of what is shown of them."""

from decimal import Decimal

import symbp
from symbp.claims.records import Cause, Finding, Place, Quantity, Report, Verdict
from symbp.language import Tensor
from symbp.worked import spell_out

NETWORK = symbp.load("two-layer-sigmoid")
SINGLE = {tensor.name: tensor for tensor in spell_out(NETWORK).tensors()}
LOSS = SINGLE["E_total"]


def slope(name: str) -> Quantity:
    """The derivative of the loss by a single number."""
    return Quantity(LOSS, SINGLE[name])


def finding(line: int, written: str, verdict: Verdict, how: str = "digits", **more: object) -> Finding:
    """A finding on the value of the claim in a line."""
    return Finding(Place("work.md", line, 1), written, "value", verdict, how, **more)  # type: ignore[arg-type]


RIGHT = finding(
    3, "net_h1 = 0.3775", Verdict.RIGHT, quantity=Quantity(SINGLE["net_h1"]), claimed=Decimal("0.3775"), true=0.3775
)
ROUNDED = finding(
    5, "dE/dw5 = 0.0822", Verdict.ROUNDED, "interval", quantity=slope("w5"), claimed=Decimal("0.0822"), true=0.08216704
)
ROOT = finding(
    9,
    "dE/dout_h1 = 0.0554",
    Verdict.WRONG,
    quantity=slope("out_h1"),
    claimed=Decimal("0.0554"),
    true=0.0363503064,
    origin="root",
    causes=(Cause("path-forgotten", (("quantity", "dE_total/dout_h1"), ("path", "net_o2")), 0.0553994247),),
)
CARRIED = finding(
    11,
    "dE/dw1 = 0.000668",
    Verdict.WRONG,
    quantity=slope("w1"),
    claimed=Decimal("0.000668"),
    true=0.000438567734,
    origin="carried",
    carries=(ROOT.place,),
)
UNREAD = finding(12, "E @ 3", Verdict.UNREADABLE, "unread", note=(("message", "expected a sign, found @"),))
BLANK = finding(13, "dE/dw3 = ____", Verdict.UNANSWERED, "unread")
ALL = (RIGHT, ROUNDED, ROOT, CARRIED, UNREAD, BLANK)


def report(*findings: Finding, name: str = "work.md", conventions: tuple[tuple[str, str, str], ...] = ()) -> Report:
    """A report on the two-layer network."""
    return Report(NETWORK, name, findings, conventions)


__all__ = ["ALL", "BLANK", "CARRIED", "LOSS", "NETWORK", "RIGHT", "ROOT", "ROUNDED", "SINGLE", "UNREAD", "Tensor"]
