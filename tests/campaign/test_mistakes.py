"""Hand calculations with one mistake, made in plain Python: the root is found, and the cause is named."""

import pytest

from campaign.hand import Pupil
from campaign.pupils import ALL, Flawless, LossScaled, kinds_of
from campaign.settings import KINDS, UPDATED
from campaign.steps import FlawlessSteps
from campaign.table import committed
from campaign.trial import trial
from symbp.claims.book import book
from symbp.claims.diagnosis.folder import misconceptions

KNOWN = {misconception.name for misconception in misconceptions()}
ONLY_ELSEWHERE = {"added", "divided", "factor-twice", "square-left-out", "stale", "rounded-early", "steps-off-by-one"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_pupil_without_a_mistake_calculates_what_symbp_does(kind):
    network, setting = KINDS[kind](7)
    pupil, truth = Pupil(setting, digits=17).work(), {t.name: v for t, v in book(network).truth.items()}
    own = pupil.v | {f"d{name}": value for name, value in pupil.adjoint.items() if name != setting.nodes[-1].name}
    own |= {f"{name}+": value for name, value in pupil.new.items()}
    own |= {f"d{of}/d{by}": value for (of, by), value in pupil.local.items()}
    assert pupil.made == []
    assert own == pytest.approx({name: truth[name] for name in own}, rel=1e-12, abs=1e-15)


def test_every_misconception_has_a_pupil_or_a_test_of_its_own():
    assert {name for made in ALL.values() for name in made.names} | ONLY_ELSEWHERE == KNOWN


@pytest.mark.parametrize("name", ALL)
def test_the_mistake_is_found_and_named(name):
    place = list(ALL).index(name)
    every = kinds_of(ALL[name])
    kinds = [every[(place + n) % len(every)] for n in range(len(every))]
    made = (trial(ALL[name], kind, digits, 0) for digits in (6, 9) for kind in kinds)
    outcome = next(found for found in made if found is not None)
    assert outcome.root, outcome
    assert outcome.named, outcome


class AnotherLoss(LossScaled):
    """Twice the loss, or half of it, and everything that follows from that."""

    names = ()

    def start(self):
        super().start()
        self.of_value = self.of_slope = 2.0 if self.half else 0.5

    @property
    def half(self):
        """Whether the network has the half."""
        name = next(node.name for node in self.setting.nodes if node.kind == "part")
        output, target = self.setting.node(name).parents
        slope = self.setting.node(name).slopes[output]
        return slope({output: 3.0, target: 1.0}) == 2.0  # (a - y)^2 / 2 grows by a - y


@pytest.mark.parametrize("kind", ["sigmoid", "tanh", "relu", "batch", "shared-bias"])
@pytest.mark.parametrize("digits", [4, 7])
def test_another_loss_in_everything_is_a_convention(kind, digits):
    outcome = trial(AnotherLoss, kind, digits, 1)
    assert outcome.alarms == 0, outcome


@pytest.mark.parametrize("kind", [*KINDS, *UPDATED])
def test_no_alarm_where_nothing_is_wrong(kind):
    outcome = trial(Flawless if kind in KINDS else FlawlessSteps, kind, 5, 0)
    assert outcome.alarms == 0, outcome


def test_the_page_has_a_row_for_each_mistake():
    rows = [line for line in committed().splitlines() if line.startswith("|")]
    assert [row.split("|")[2].strip() for row in rows[2:-1]] == list(ALL)
