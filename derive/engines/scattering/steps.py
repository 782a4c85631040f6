"""The derivation as a supplement prints it: H_tot, Lippmann-Schwinger, T, S, rates, generator, stationary state.

Formulas that hold for any system are written in names; what belongs to the model is what the rules found.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from derive.emit.latex import latex
from derive.emit.plain import plain
from derive.engines.scattering.minors import named, of_determinant, of_numerator
from derive.engines.scattering.naming import (
    DETERMINANT,
    HBAR_NAME,
    I_UNIT,
    KINETIC,
    PARTITION,
    E,
    begin,
    element,
    indexed,
    ket,
    level,
    projector,
)
from derive.engines.scattering.space import couplings as strengths
from derive.engines.scattering.space import propagator, strength, volume, where
from derive.equations import Step
from derive.exact.collect import product, total
from derive.exact.scalar import Scalar
from derive.expr import ONE, Call, Matrix, Name, Node, Number, Power, Product, Quotient, Sum, negative
from derive.rules.scattering.master import Master
from derive.rules.scattering.rates import golden, partition, prefactor, prefactor_apart
from derive.scattering.model import Contact, Gas

if TYPE_CHECKING:
    from derive.engines.scattering.derivation import ScatteringDerivation

DUMCKE = "Duemcke, Commun. Math. Phys. 97, 331 (1985)"
TAYLOR = "Taylor, Scattering Theory, Chs. 8, 20"
TWO = Number(Fraction(2))
WAVES_IN_SPACE = "the wave without angular momentum about the contact; all others pass it"
INFINITY = Name("oo", r"\infty")
B_J, V, B = Name("b_j", "b_j"), Name("v", "v"), Name("B", "B")
KL = ("k", "l")


def steps_of(derivation: ScatteringDerivation) -> tuple[Step, ...]:
    """All steps, as far as there is an exact form."""
    steps = [*_system(derivation), *_spectrum(derivation), *_waves(derivation)]
    if derivation.solved and derivation.master:
        steps += [*_solution(derivation), *_rates(derivation), *_generator(derivation, derivation.master)]
    elif derivation.spectrum and len(derivation.places) > 1:
        steps += _rates_apart(derivation)
    return tuple(steps)


# -- what is stated ---------------------------------------------------------------------------------------------------


def _system(derivation: ScatteringDerivation) -> Iterator[Step]:
    yield Step(
        "total Hamiltonian",
        "One particle of the gas beside the system: the density is so low that they come one by one, whatever their "
        "statistics. Each contact is a delta potential for the particle and a Hermitian matrix for the system. "
        "Momentum states are normalised to delta functions.",
        ((Name("H_tot", r"H_{\text{tot}}"), hamiltonian(derivation)),),
        DUMCKE,
    )


def hamiltonian(derivation: ScatteringDerivation) -> Node:
    """``H_S + p^2/(2 m) + sum of the contacts``."""
    free = Quotient(Power(Name("p", "p"), TWO), product([TWO, derivation.tree(derivation.model.gas.mass)]))
    contacts = [_contact(derivation, k, contact) for k, contact in enumerate(derivation.model.contacts, 1)]
    return total([Name("H_S", "H_S"), free, *contacts])


def _contact(derivation: ScatteringDerivation, number: int, contact: Contact) -> Node:
    position = derivation.tree(contact.position)
    q = Name("q", "q")
    where = q if not contact.position else Sum((q, negative(position)))
    delta = Name(f"delta({plain(where)})", rf"\delta({latex(where)})")
    if isinstance(contact.site, int):
        return product([derivation.tree(contact.strength), projector(contact.site), delta])
    return product([Name(f"v_{number}", rf"v^{{({number})}}"), delta])


def _spectrum(derivation: ScatteringDerivation) -> Iterator[Step]:
    found, labels = derivation.spectrum, derivation.model.labels
    if found is None:
        return
    items: list[tuple[Node, Node]] = []
    for label, energy in zip(labels, found.energies, strict=True):
        if plain(derivation.tree(energy)) != level(label).key:
            items.append((level(label), derivation.tree(energy)))
    if any(found.states[i][j] for i in range(len(labels)) for j in range(len(labels)) if i != j):
        for j, label in enumerate(labels):
            items.append((ket(label), Matrix(tuple((derivation.tree(row[j]),) for row in found.states))))
    yield Step("spectrum", f"{found.method[:1].upper()}{found.method[1:]}; proved by inserting it.", tuple(items))


def _waves(derivation: ScatteringDerivation) -> Iterator[Step]:
    yield Step(
        "coupling in the basis of the levels",
        "What the contacts of one place do, between the levels; the other half of each matrix is its conjugate.",
        tuple(couplings(derivation)),
    )
    if not derivation.model.gas.is_plain:
        yield _channels_in_space(derivation)
        return
    mass = derivation.tree(derivation.model.gas.mass)
    below = product([TWO, Sum((E, negative(indexed("E", r"\mathcal{E}", ("j",))), Name("i0", "i0")))])
    momentum = Quotient(product([I_UNIT, mass, Name("|q|", "|q|")]), product([Power(HBAR_NAME, TWO), B_J]))
    yield Step(
        "channels",
        "Beside level j the particle has the energy E - E_j that is left of the total. The retarded Green function in "
        "one dimension has one number b_j: positive where the channel is open; below its threshold the +i0 puts the "
        "root on the positive imaginary axis, b_j = -i c_j with c_j positive, and the wave decays with the distance.",
        (
            (B_J, Product((Quotient(ONE, HBAR_NAME), Call("sqrt", (Quotient(mass, below),))))),
            (Name("G_j(q)", "G_j(q)"), negative(product([I_UNIT, B_J, Call("exp", (momentum,))]))),
        ),
        TAYLOR,
    )


def _channels_in_space(derivation: ScatteringDerivation) -> Step:
    gas = derivation.model.gas
    return Step(
        "channels",
        f"Beside level j the particle has the energy E - E_j that is left of the total, in {where(gas)}. The retarded "
        "Green function at the contact is -i b_j: by the +i0 the root is on the positive imaginary axis below the "
        "threshold, and logarithms are on their principal branch. Its real part is pi times the density of states "
        f"above the threshold and zero below. {strengths(gas)}",
        ((B_J, propagator(gas, level("j"), derivation.tree)),),
        TAYLOR,
    )


def couplings(derivation: ScatteringDerivation) -> Iterator[tuple[Node, Node]]:
    """Each element of the upper half, place by place; equal ones as one chain of names would be longer to read."""
    labels = derivation.model.labels
    for number, (_, matrix) in enumerate(derivation.places, 1):
        for k in range(len(labels)):
            for j in range(k, len(labels)):
                name = element("v", labels[k], labels[j])
                if len(derivation.places) > 1:
                    name = Name(f"{name.key}({number})", f"{name.latex}^{{({number})}}")
                yield name, derivation.tree(matrix[k][j])


# -- T and S ----------------------------------------------------------------------------------------------------------


def _solution(derivation: ScatteringDerivation) -> Iterator[Step]:
    here = Name("Psi_j", r"\Psi_j")
    norm = volume(derivation.model.gas)
    incoming = Quotient(Name("delta_jl", r"\delta_{jl}"), Call("sqrt", (norm,)))
    other = product([indexed("v", "v", ("j", "k")), Name("Psi_k", r"\Psi_k")])
    scattered = negative(product([I_UNIT, B_J, Call("sum", (other, Name("k", "k")))]))
    yield Step(
        "Lippmann-Schwinger equation",
        "The wave at the contact, for a particle that comes in beside level l.",
        ((here, Sum((incoming, scattered))),),
        TAYLOR,
    )
    t, inverse = element("t", *KL), Power(Sum((ONE, product([I_UNIT, B, V]))), Number(Fraction(-1)))
    matrix = Name("<p' k|T|p l>", r"\langle p' k|T|p\, l\rangle")
    yield Step(
        "T matrix",
        "What the contact sends out. B is the diagonal matrix of the b_j, closed channels included. T depends on the "
        f"momenta through the total energy alone{_away(derivation)}.",
        ((matrix, Quotient(t, norm)), (Name("t", "t"), product([V, inverse]))),
    )
    yield Step(
        "determinant and numerators",
        "With minors of v, rows below and columns above (Cauchy and Binet). Every set of other channels takes part "
        "with the product of its i b_j; what they are in the parameters of the model is shown with the T matrix.",
        tuple(_minors(derivation)),
    )
    gas = derivation.model.gas
    root = Call("sqrt", (product([strength(gas, "k"), strength(gas, "l")]),))
    wave = "the even wave about the contact; the odd one passes it" if gas.dimension == 1 else WAVES_IN_SPACE
    s = Sum((Name("delta_kl", r"\delta_{kl}"), negative(product([TWO, I_UNIT, root, t]))))
    yield Step(
        "S matrix",
        f"Between open channels, for {wave}. It is unitary there at every energy, with the closed channels kept in B.",
        ((element("S", *KL), s),),
    )


def _away(derivation: ScatteringDerivation) -> str:
    """The phase of a place that is not the origin."""
    position = derivation.places[0][0]
    return f", apart from the phase exp(-i (p' - p) q_0/hbar) of the place q_0 = {position}" if position else ""


def _minors(derivation: ScatteringDerivation) -> Iterator[tuple[Node, Node]]:
    """The determinant and the numerators in minors of the coupling."""
    labels, found = derivation.model.labels, derivation.solved
    assert found is not None
    yield DETERMINANT, named(of_determinant(found))
    for k, final in enumerate(labels):
        for j, initial in enumerate(labels):
            yield product([element("t", final, initial), DETERMINANT]), named(of_numerator(found, k, j))


# -- rates and generator ----------------------------------------------------------------------------------------------


def _rates(derivation: ScatteringDerivation) -> Iterator[Step]:
    solved = derivation.solved
    assert solved is not None
    before = prefactor(solved.model.gas)
    yield Step(
        "rates",
        f"The gas has the distribution G(p) = exp(-beta p^2/(2 m))/Z. On the energy shell {_shell(solved.model.gas)}: "
        "of the two integrals over momenta one over the total energy is left. It begins where both channels are open.",
        (
            (PARTITION, derivation.tree(partition(solved))),
            # G has the 1/Z.
            (element("a", *KL), _over_momenta(derivation.tree(golden(solved.model.gas) * partition(solved)))),
            (element("a", *KL), rate_integral(derivation, "k", "l", before)),
        ),
        DUMCKE,
    )


def _shell(gas: Gas) -> str:
    if gas.dimension == 1 and gas.is_plain:
        return "both momenta have two signs, and dp = hbar b dE"
    return f"each integral over a momentum gives (2 pi hbar)^{gas.dimension} Re b/pi dE, the density of states"


def _over_momenta(before: Node) -> Node:
    """The rate as it stands in the generator: both momenta, and a delta function of the energy."""
    shell = Name("delta(E_p' + E_k - E_p - E_l)", r"\delta(E_{p'} + \mathcal{E}_{k} - E_{p} - \mathcal{E}_{l})")
    amplitude = Name("abs(<p' k|T|p l>)", r"|\langle p' k|T|p\, l\rangle|")
    body = product([Name("G(p)", "G(p)"), shell, Power(amplitude, TWO)])
    inner = Call("integral", (body, Name("p'", "p'")))
    return product([before, Call("integral", (inner, Name("p", "p")))])


def _rates_apart(derivation: ScatteringDerivation) -> Iterator[Step]:
    out, into = Name("sigma'", r"\sigma'"), Name("sigma", r"\sigma")
    between = Name("abs(t_k_sigma'_l_sigma)", r"|t_{k\sigma',l\sigma}|")
    squares = Call("sum", (Call("sum", (Power(between, TWO), into)), out))
    before = prefactor_apart(derivation.model.gas)
    yield Step(
        "rates",
        "Contacts at several places feel the directions sigma, sigma' = +1, -1 in which particles come in and leave: "
        "t has the phases of its ways between them, and the rate is the sum over both. The integral begins where both "
        "channels are open.",
        ((element("a", *KL), _over_energy(derivation, *KL, before, squares)),),
        DUMCKE,
    )


def rate_integral(derivation: ScatteringDerivation, final: str, initial: str, before: Scalar) -> Node:
    """``prefactor int_max(E_k, E_l)^oo dE exp(-beta (E - E_l)) b_k b_l |t_kl|^2``."""
    modulus = Power(Call("abs", (element("t", final, initial),)), TWO)
    return _over_energy(derivation, final, initial, before, modulus)


def _over_energy(derivation: ScatteringDerivation, final: str, initial: str, before: Scalar, squares: Node) -> Node:
    start = begin(final, initial)
    boltzmann = Call(
        "exp", (negative(product([derivation.tree(derivation.model.gas.beta), Sum((E, negative(level(initial))))])),)
    )
    gas = derivation.model.gas
    body = product([boltzmann, strength(gas, final), strength(gas, initial), squares])
    return product([derivation.tree(before), Call("integral", (body, E, start, INFINITY))])


def _generator(derivation: ScatteringDerivation, found: Master) -> Iterator[Step]:
    several = sum(len(b.transitions) > 1 for b in found.blocks[1:])
    text = (
        "Transitions of one Bohr frequency act together, with one pair of momenta (secular approximation). "
        f"There are {len(found.blocks)} different frequencies; the elastic transitions share the frequency zero"
    )
    text += f", and {several} others have more than one transition." if several else ", all others have one transition."
    yield Step(
        "master equation",
        f"{text} The coefficients C of one frequency are a Gram matrix, hence positive: the generator is of GKLS form. "
        f"The shift of the levels by forward scattering is left out; it commutes with the Hamiltonian.{_mixed(found)}",
        (_dissipator(), coefficient_formula(derivation, found)),
        DUMCKE,
    )
    labels = derivation.model.labels
    if found.degenerate:
        pairs = ", ".join(f"{labels[k]} and {labels[j]}" for k, j in found.degenerate)
        text = f"Levels {pairs} have one energy: their coherence moves with the populations, and this is only a part."
    else:
        text = "No two levels have one energy: populations move by themselves."
    gain = product([element("a", *KL), indexed("p", "p", ("l",))])
    loss = product([element("a", "l", "k"), indexed("p", "p", ("k",))])
    yield Step(
        "Pauli equation",
        f"The diagonal of the density matrix, with C_kl,kl = a_kl. {text}",
        ((Name("dp_k/dt", r"\frac{dp_k}{dt}"), Call("sum", (Sum((gain, negative(loss))), Name("l", "l")))),),
    )
    weight = Call("exp", (negative(product([derivation.tree(derivation.model.gas.beta), level("k")])),))
    yield Step(
        "stationary state",
        "Rows and columns of the moduli of a unitary S squared add up to the same number: at every energy as much "
        "arrives in a level as leaves it, if the levels are populated as the Gibbs state says. It is stationary "
        "whether or not there is detailed balance.",
        ((indexed("p", "p", ("k",)), Quotient(weight, Call("sum", (_other_weight(derivation), Name("l", "l"))))),),
    )


def _mixed(found: Master) -> str:
    """What the shift does that is left out where levels have one energy."""
    if not found.degenerate:
        return ""
    labels = found.solved.model.labels
    pairs = ", ".join(f"{labels[k]} and {labels[j]}" for k, j in found.degenerate)
    return (
        f" But the levels {pairs} have one energy: between them it is nu int dp G(p) Re <p k|T|p l>, of first order in "
        "the density as the rates are, and turns them into each other. What is written here lacks that coupling."
    )


def _other_weight(derivation: ScatteringDerivation) -> Node:
    return Call("exp", (negative(product([derivation.tree(derivation.model.gas.beta), level("l")])),))


def _dissipator() -> tuple[Node, Node]:
    jump = Name("(|k><l| rho |l'><k'| - {|l'><k'|k><l|, rho}/2)",
                r"\left( |k\rangle\langle l| \rho |l'\rangle\langle k'|"
                r" - \tfrac{1}{2} \{|l'\rangle\langle k'|k\rangle\langle l|, \rho\} \right)")  # fmt: skip
    c = Name("C_kl,k'l'", "C_{kl,k'l'}")
    which = Name("E_k - E_l = E_k' - E_l' = omega",
                 r"\mathcal{E}_k - \mathcal{E}_l = \mathcal{E}_{k'} - \mathcal{E}_{l'} = \omega")  # fmt: skip
    free = Name("-(i/hbar) [H_S, rho]", r"-\frac{i}{\hbar} [H_S, \rho]")
    summed = Call("sum", (Call("sum", (product([c, jump]), which)), Name("omega", r"\omega")))
    return Name("d rho/dt", r"\frac{d\rho}{dt}"), Sum((free, summed))


def coefficient_formula(derivation: ScatteringDerivation, found: Master) -> tuple[Node, Node]:
    """``C_kl,k'l'`` as an integral over the kinetic energy of the particle that arrives."""
    first = found.blocks[0].transitions[0]
    general = found.coefficient(first, first)
    assert general is not None
    omega = Name("omega", r"\omega")
    decay = Call("exp", (negative(product([derivation.tree(derivation.model.gas.beta), KINETIC])),))
    t = Name("t_kl(e + E_l)", r"t_{kl}(\varepsilon + \mathcal{E}_l)")
    other = Name("conj(t_k'l'(e + E_l'))", r"t_{k'l'}^*(\varepsilon + \mathcal{E}_{l'})")
    b, shifted = Name("b(e)", r"b(\varepsilon)"), Name("b(e - omega)", r"b(\varepsilon - \omega)")
    bounds = Name(f"max(0, {omega.key})", rf"\max(0, {omega.latex})"), INFINITY
    body = product([decay, b, shifted, t, other])
    return Name("C_kl,k'l'", "C_{kl,k'l'}"), product(
        [derivation.tree(general.prefactor), Call("integral", (body, KINETIC, *bounds))]
    )
