"""The other way to symbolic gradients: substitute the whole network into the loss, and differentiate that by SymPy."""

from __future__ import annotations

import sys
import time


def gradients(widths: list[int]) -> tuple[float, int]:
    """The seconds for all derivatives of the substituted loss, and the operations left after cse."""
    import sympy

    start = time.process_time()
    values = [sympy.Symbol(f"i{k}") for k in range(widths[0])]
    parameters: list[sympy.Symbol] = []
    for layer, width in enumerate(widths[1:]):
        made = []
        for j in range(width):
            w = [sympy.Symbol(f"w{layer}_{j}_{k}") for k in range(len(values))]
            b = sympy.Symbol(f"b{layer}_{j}")
            parameters += [*w, b]
            net = sum((u * v for u, v in zip(w, values, strict=True)), b)
            made.append(1 / (1 + sympy.exp(-net)))
        values = made
    loss = sum((a - sympy.Symbol(f"t{k}")) ** 2 / 2 for k, a in enumerate(values))
    slopes = [sympy.diff(loss, parameter) for parameter in parameters]
    seconds = time.process_time() - start
    shared, reduced = sympy.cse([loss, *slopes])
    return seconds, int(sum(sympy.count_ops(part) for _, part in shared) + sum(sympy.count_ops(r) for r in reduced))


if __name__ == "__main__":
    print(*gradients([int(width) for width in sys.argv[1].split("-")]))
