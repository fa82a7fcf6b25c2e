"""python -m benchmarks [numeric] [symbolic] [claims] [processes] [gallery] [--quick]"""

from __future__ import annotations

import argparse
import time

from .measure import one_thread

PARTS = ("numeric", "symbolic", "claims", "processes", "gallery")


def main() -> None:
    """Measure what is asked for, or everything."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Medians and ratios, in CPU time.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)} (all)")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and shorter limits")
    chosen = parser.parse_args()
    for part in chosen.parts:
        if part not in PARTS:
            parser.error(f"unknown part {part!r}; expected {', '.join(PARTS)}")
    parts = chosen.parts or PARTS
    one_thread()
    start = time.time()
    rounds = 5 if chosen.quick else 15
    if "numeric" in parts:
        from . import numeric

        numeric.run(rounds, 0.02)
    if "symbolic" in parts:
        from . import symbolic

        symbolic.run(max(3, rounds // 3), 0.05, 5.0 if chosen.quick else 45.0)
    if "claims" in parts:
        from . import claims

        claims.run(max(3, rounds // 3), 0.1)
    if "processes" in parts:
        from . import processes

        processes.run(max(3, rounds // 3))
    if "gallery" in parts:
        from . import gallery

        gallery.run()
    print(f"\n{time.time() - start:.0f} s in all")


if __name__ == "__main__":
    main()
