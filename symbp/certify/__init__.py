"""Certification: one checker for every step, confirmations of end results, and mutants that it has to refute."""

from .checker import certify
from .mutants import Mutant, MutationReport, mutants, mutated, mutation_report
from .records import Certificate, Counterexample, ResultVerdict, StepVerdict, Verdict
from .setting import Setting

__all__ = [
    "Certificate",
    "Counterexample",
    "Mutant",
    "MutationReport",
    "ResultVerdict",
    "Setting",
    "StepVerdict",
    "Verdict",
    "certify",
    "mutants",
    "mutated",
    "mutation_report",
]
