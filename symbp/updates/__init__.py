"""Update rules by name: one file each, nothing but forward formulas, found by being in this folder.

`FORMULAS` holds the state's recursions and last the parameter's own, "w", in the letters of `language.update`: each
may read the old state, and what stands before it in its new one.  `CONSTANTS` are the rule's own, each with the value
that it has where a file gives none; None where it must be given.  `SOURCE` says where the formulas are from.
"""
