"""Penalties on weights by name: one file each, found by being in this folder.

`part(w)` is the penalty of one weight.  The loss gets lambda times the sum over all weights.
"""
