"""Losses by name: one file each, found by being in this folder.

`part(a, y)` is the loss of one output a with target y; the loss of an example is the sum of its parts, or their mean
where `MEAN` is true.  A loss of which each part needs all outputs has `formula(a, y, index)` instead, where `a(index)`
is an output and `y(index)` its target.  `facts(y, index)` gives what is declared about the targets, a name and a pair
of expressions.  `OUTPUTS`, if present, names the activation of the last layer that the loss is meant for.
"""
