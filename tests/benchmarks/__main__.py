"""All speed figures in one run: ``python -m tests.benchmarks``.

Every line is a ratio to what a user would do instead, both timed in this process and in alternation; the best of
a few repetitions counts, as these machines are shared.  Nothing here asserts; the tests never look at a clock.
"""

from __future__ import annotations

import sys

from tests.benchmarks.algebra import bose_hubbard
from tests.benchmarks.kinetics import kinetics
from tests.benchmarks.modules import closed_form, imports, unchanged_run
from tests.benchmarks.network import network
from tests.benchmarks.phase import phase
from tests.benchmarks.scattering import scattering
from tests.benchmarks.solving import cascade_of_four, six_levels, two_oscillators

MEASUREMENTS = (
    bose_hubbard,
    two_oscillators,
    cascade_of_four,
    six_levels,
    imports,
    closed_form,
    unchanged_run,
    kinetics,
    scattering,
    network,
    phase,
)


def main(names: list[str]) -> None:
    """Run all measurements, or those named."""
    for measure in MEASUREMENTS:
        if not names or measure.__name__ in names:
            print(measure(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
