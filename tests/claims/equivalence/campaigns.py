"""Wrong formulas and rewritten ones by the thousand, judged; what is expected follows from a second evaluator."""

import random
from dataclasses import dataclass, field
from itertools import chain

from claims.equivalence.independent import equal
from claims.equivalence.mutations import mutants
from claims.equivalence.rewritings import rewritten
from claims.equivalence.textbook import formulas
from symbp.claims.equivalence import formula_verdict
from symbp.claims.equivalence.grounds import in_rows
from symbp.claims.equivalence.letters import free_letters
from symbp.claims.equivalence.proof import is_proved
from symbp.claims.equivalence.quantities import Reading
from symbp.claims.equivalence.samples import samples
from symbp.claims.equivalence.traits import counts
from symbp.claims.records import Verdict
from symbp.language import Apply, bases

NOT_READ_TWICE = {
    ("batch-norm", 6),  # direct derivatives, Jacobians and unknown letters: what the second evaluator does not read
    ("layer-norm", 6),
    ("mean-squared", 1),
    ("two-layer-sigmoid", 14),
    ("two-layer-sigmoid", 15),
}
BASE = [f for f in formulas() if f[0::2][:2] not in NOT_READ_TWICE]


@dataclass
class Tally:
    """Counts by verdict, and every formula that was judged against the truth."""

    total: int = 0
    equal: int = 0
    proved: int = 0
    special: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    accepted: list = field(default_factory=list)
    refused: list = field(default_factory=list)

    def add(self, outcome, true, what, *, of_shares=False):
        """One more judged formula; `of_shares`: it holds where targets add up to 1, so a verdict may say so."""
        self.counts[outcome.verdict.value] = self.counts.get(outcome.verdict.value, 0) + 1
        self.proved += outcome.how == "proved"
        if true:
            self.equal += 1
            if outcome.verdict is Verdict.WRONG:
                self.refused.append((what, outcome))
        else:
            self.total += 1
            if of_shares and any(key == "shares" for key, _ in outcome.note):
                self.special += 1
            elif outcome.verdict is Verdict.RIGHT:
                self.accepted.append((what, outcome))


def wrong_mutants(count, seed):
    """So many mutants that the second evaluator finds different, judged: first all kinds once, then mutants of mutants.

    Mutants that are the same formula after all are judged too, and may not be called wrong.
    """
    choose = random.Random(seed)
    first = [(name, book, n, s, m, kind) for name, book, n, s, f in BASE for kind, m in mutants(book.network, s, f)]
    choose.shuffle(first)
    tally = Tally()
    for name, book, n, subject, mutant, kind in chain(first, second(first, choose)):
        if tally.total >= count:
            break
        outcome = formula_verdict(book.network, subject, mutant)
        true = equal(book.network, subject, mutant)
        of_shares = not true and outcome.verdict is Verdict.RIGHT and equal(book.network, subject, mutant, shares=True)
        tally.add(outcome, true, (name, n, kind, mutant), of_shares=of_shares)
    return tally


def wrongly_proved(count, seed):
    """Of so many wrong mutants those that the proof alone, without any sampling, takes for right."""
    choose = random.Random(seed)
    wrong, found = 0, []
    while wrong < count:
        name, book, n, subject, formula = choose.choice(BASE)
        kind, mutant = choose.choice(list(mutants(book.network, subject, formula)))
        network = book.network
        if formula_verdict(network, subject, mutant).how != "counterexample":
            continue
        wrong += 1
        letters, reading = list(free_letters(subject, network)), Reading(rows=in_rows(network))
        if is_proved(samples(network), subject, mutant, letters, reading, own=counts(mutant)):
            found.append((name, n, kind, mutant))
    return found


def second(first, choose):
    """Mutants of mutants without end."""
    while True:
        name, book, n, subject, formula, kind = choose.choice(first)
        again = list(mutants(book.network, subject, formula))
        if again:
            other, mutant = choose.choice(again)
            yield name, book, n, subject, mutant, f"{kind} and {other}"


def names(network):
    """The functions of a network by the names that a formula may use."""
    found = [base.function for e in network.equations for base in bases(e.body) if isinstance(base, Apply)]
    return {name: function.name for function in found for name in (function.name, function.letter.lstrip("\\"))}


def rewritings(count, seed, depth=5):
    """So many formulas, each rewritten up to `depth` times, judged."""
    choose = random.Random(seed)
    base, tally = list(formulas()), Tally()
    while tally.equal < count:
        name, book, n, subject, formula = choose.choice(base)
        kinds = []
        for _ in range(choose.randint(1, depth)):
            options = list(rewritten(book.network, names(book.network), formula))
            rule = choose.choice(sorted({kind for kind, _ in options}))
            formula = choose.choice([made for kind, made in options if kind == rule])
            kinds.append(rule)
        tally.add(formula_verdict(book.network, subject, formula), True, (name, n, kinds, formula))
    return tally
