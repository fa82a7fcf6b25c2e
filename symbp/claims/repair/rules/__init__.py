"""One misconception about formulas in each file.

`PRIOR` is how often it is made, among all mistakes.  `at(here, scene)` yields what may have to stand in the place of a
part; `everywhere(scene)` whole formulas, each with the part that was wrong and what should stand there.  The right part
is found by being tried: a rule need not know which one it is.
"""
