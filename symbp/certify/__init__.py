"""Certification: one checker for every step, confirmations of end results, and mutants that it has to refute."""

from .checker import certify
from .confirm import Confirmation, confirm
from .mutants import Mutant, MutationReport, mutants, mutated, mutation_report
from .records import Certificate, Counterexample, ResultVerdict, StepVerdict, Verdict
from .setting import Setting

__all__ = [
    "Certificate",
    "Confirmation",
    "Counterexample",
    "Mutant",
    "MutationReport",
    "ResultVerdict",
    "Setting",
    "StepVerdict",
    "Verdict",
    "certify",
    "confirm",
    "mutants",
    "mutated",
    "mutation_report",
]
