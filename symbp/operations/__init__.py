"""Operations by name: one file each, nothing but a forward formula, found by being in this folder.

An elementwise operation has `FUNCTION`, a function of one variable.  Any other has `formula(z, index)`, the expression
of its output at `index`, where `z(index)` is its input.
"""
