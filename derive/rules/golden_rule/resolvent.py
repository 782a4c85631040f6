"""Sums over intermediate states: the time orderings of one path added up, each resolvent as the model chooses.

With ``x_c`` the energy by which a contraction misses the energy shell, the energy denominator after a set of events
is the sum of ``+x_c`` over the quanta made and not yet absorbed and of ``-x_c`` over those absorbed and not yet made.
All time orderings that agree on which end of each contraction comes first add up, by partial fractions, to the
product of ``1/(+x_c + i0)`` or ``1/(-x_c + i0)``; `joint` does this addition and refuses if it were otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from derive.errors import ModelError
from derive.exact.scalar import Scalar, constant
from derive.golden.assumptions import OnShell, PrincipalValue, Retarded, ShortWay
from derive.golden.model import HBAR, PI, RateModel
from derive.golden.species import Continuum, Emitters, Line
from derive.parameters import I, angle, exp, real, value_of
from derive.rules.golden_rule.chains import Chain, Contraction
from derive.rules.golden_rule.lines import profile, resonance
from derive.rules.golden_rule.selection import line_of, place, way


def joint(orderings: Sequence[Chain]) -> tuple[bool, ...]:
    """Check that time orderings of one path and pattern add up to a product of single resolvents; returns the pattern.

    The pattern says for each contraction (in the order of `Chain.ways`) whether its quantum is made first.

    Raises
    ------
    ModelError
        when they do not: some orderings of the pattern are missing.
    """
    pattern = tuple(c.created_first for c in orderings[0].ways)
    misses = [real(f"x_{k}") for k in range(len(pattern))]
    total = sum((_denominators(chain, misses) for chain in orderings), constant(0))
    expected = constant(1)
    for miss, first in zip(misses, pattern, strict=True):
        expected = expected / (miss if first else -miss)
    if total != expected:
        raise ModelError("time orderings", "all that agree on every contraction must be kept together", repr(total))
    return pattern


def _denominators(chain: Chain, misses: Sequence[Scalar]) -> Scalar:
    """The product of ``1/(E_in - E_im)`` over the intermediate states of one time ordering."""
    result = constant(1)
    for done in range(1, len(chain.vertices)):
        energy = constant(0)
        for c, miss in zip(chain.ways, misses, strict=True):
            made, absorbed = c.creator[0] < done, c.absorber[0] < done
            energy = energy + (miss if made else -miss) * int(made != absorbed)
        result = result / energy
    return result


def sum_over(model: RateModel, chain: Chain, contraction: Contraction) -> tuple[Scalar, Scalar]:
    """The sum over the modes of one intermediate quantum: its resolvent with the density, and its occupation factor.

    Returns
    -------
    (weight, occupation) : weight in parameters only, 1/J; occupation in the states (n + 1 or n; for emitters the
    number in the ground or the excited state).
    """
    species = model.by_name[contraction.species]
    first = contraction.created_first
    missed = miss(model, chain, contraction)
    if isinstance(species, Emitters):
        excited = value_of(species.state)
        return _of_emitter(model, species, missed, first), species.number - excited if first else excited
    n = constant(0) if species.name in model.empty else value_of(species.state)
    occupation = n + 1 if first else n
    if missed:
        return model.modes_of(species) / (HBAR * missed if first else -HBAR * missed), occupation
    return model.settled(species.density) * _shell(model, chain, contraction, species), occupation


def miss(model: RateModel, chain: Chain, contraction: Contraction) -> Scalar:
    """The frequency by which the band's centre misses the energy shell: what flows in less what the quantum has."""
    side = chain.side(contraction)
    flow = -model.frequency_of(model.by_name[contraction.species])
    for slot, k in chain.external:
        if slot in side:
            name, makes = chain.vertices[slot].legs[k]
            frequency = model.frequency_of(model.by_name[name])
            flow = flow - frequency if makes else flow + frequency
    return flow


def _of_emitter(model: RateModel, species: Emitters, missed: Scalar, first: bool) -> Scalar:
    """``1/(E + i hbar Gamma/2)``: on resonance a symbol, averaged later (see `lines`); on shell its imaginary part.

    A quantum absorbed before it is made has ``1/(-E + i hbar Gamma/2)``.
    """
    width: Scalar = species.linewidth
    if missed:
        return 1 / ((HBAR * missed if first else -HBAR * missed) + I * HBAR * width / 2)
    if not width:
        raise ModelError(
            f"model {model.name!r}",
            "a process that passes through an emitter on resonance needs its linewidth",
            f"{species.name} with linewidth 0, whose resolvent diverges",
            f"give Emitters({species.name!r}, linewidth=...), or declare Neglect(through={species.name})",
        )
    if isinstance(model.resolvent, OnShell):
        return -I * PI * profile(species)
    return resonance(species) if first else -resonance(species).conjugate()


def _shell(model: RateModel, chain: Chain, contraction: Contraction, species: Continuum) -> Scalar:
    """The integral of ``1/(x + i0)`` over a resonant band of constant density, in units of the density."""
    on_shell: Scalar = -I * PI
    match model.resolvent:
        case PrincipalValue():
            if len(chain.contractions) > 1:
                raise ModelError(
                    f"model {model.name!r}",
                    "principal values must be of one continuum: nested ones depend on the edges of all bands",
                    f"order {len(chain.vertices)} in the coupling",
                    "choose OnShell() or Retarded(), or order=2",
                )
            value = principal_value(species)
            return on_shell + (value if contraction.created_first else -value)
        case Retarded():
            line = line_of(model, species.name)
            return on_shell if line is None else _retarded(model, line, chain, contraction)
    return on_shell


def _retarded(model: RateModel, line: Line, chain: Chain, contraction: Contraction) -> Scalar:
    """``-2 pi i exp(i k d)`` from the earlier event to the later where the channel leads there; half of it on the spot.

    A quantum that is absorbed before it is made carries the opposite phase: the roles of its two events are exchanged.
    """
    found = way(model, chain, contraction)
    if found is None or (found == "round" and model.assumes(ShortWay)):
        return constant(0)
    if found == "here":
        return -I * PI
    phase: Scalar = _phase(line, chain, contraction, found == "round")
    return -2 * PI * I * (phase if contraction.created_first else phase.conjugate())


def _phase(line: Line, chain: Chain, contraction: Contraction, around: bool) -> Scalar:
    """``exp(i k d)`` with the distance from the earlier event to the later along the channel."""
    first, second = sorted((contraction.creator[0], contraction.absorber[0]))
    start, end = (position(place(line, chain, slot)) for slot in (first, second))
    forward = any(c.name == contraction.species for c in line.right)
    distance = end - start if forward else start - end
    return exp(I * (distance + LOOP)) if around else exp(I * distance)


def outer_phase(model: RateModel, chain: Chain) -> Scalar:
    """The phases ``exp(+-i k x)`` with which quanta of channels enter and leave at the places of their events.

    They tell paths apart that take the same quanta at different places; without positions, unless retarded, they are 1.
    """
    phase = constant(1)
    if not isinstance(model.resolvent, Retarded):
        return phase
    for slot, k in chain.external:
        name, makes = chain.vertices[slot].legs[k]
        line = line_of(model, name)
        if line is not None:
            forward = any(c.name == name for c in line.right)
            at = position(place(line, chain, slot))
            phase = phase * exp(I * at if forward != makes else -I * at)
    return phase


def principal_value(species: Continuum) -> Scalar:
    """The principal value of a band, ``ln((E - E_low)/(E_high - E))``, as a parameter."""
    meaning = f"principal value of the band of {species.name}: 0 at its centre"
    value: Scalar = real(f"P_{species.name}", latex=rf"P_{{{species.label}}}", meaning=meaning)
    return value


def position(name: str) -> Scalar:
    """The phase ``k x`` at the place of a species along a line."""
    value: Scalar = angle(f"theta_{name}", latex=rf"\theta_{{{name}}}", meaning=f"phase k x at the place of {name}")
    return value


LOOP: Scalar = angle("theta_loop", latex=r"\theta_{L}", meaning="phase k L once round a closed line")


def volume(count: int) -> Fraction:
    """The share of a band's energies open to ``count`` resonant quanta: the density at zero of the sum of ``count``
    variables spread evenly over a band of width one (Irwin-Hall, at its centre); 1 for two."""
    n, total = count, Fraction(0)
    factorial, binomial = 1, 1
    for k in range(n // 2 + 1):
        total += (-1) ** k * binomial * (Fraction(n, 2) - k) ** (n - 1) if Fraction(n, 2) > k else 0
        binomial = binomial * (n - k) // (k + 1)
    for k in range(1, n):
        factorial *= k
    return total / factorial
