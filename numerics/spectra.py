"""What a linear network does to noise: spectra, occupations and currents, by residues and by integrals over frequency.

Inputs are white, <R_in,i(t) R_in,j(t')> = Q_ij delta(t - t') in ladder order.  Normally ordered, with K = B Qn B^dagger
and Qn_ij = <R_in,j.dag R_in,i>/delta, the modes have the spectrum G K G^dagger and the outputs S Qn S^dagger, which are
zero in a vacuum that nothing amplifies.  `numerics.network` has the notation; hbar = 1.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from numerics.arguments import Array, as_tolerance, finite
from numerics.network import Network, Points, at_points, over_frequencies, response
from numerics.quadrature import kronrod
from numerics.solution import Solution, Status

# Halvings of a panel of frequencies, and the nodes of the Gauss rule in it.
_ROUNDS, _ORDER = 40, 10
# Panels held at once: far more than any resonances ask for.
_PANELS = 4096
# Roundings of its own contribution, each as large as a resolvent makes it, below which a panel is not halved.
_FLOOR = 16.0


def output_spectrum(network: Network, correlations: Any, omega: Any) -> Solution:
    """Quanta that leave into each bath, per unit time and unit of frequency (omega/2 pi).

    Parameters
    ----------
    network, omega : as in `numerics.network.scattering`.
    correlations : (..., 2b, 2b) of the inputs, <R_in,i(t) R_in,j(t')>/delta(t - t'): a module's `ladder_correlations`.

    Returns
    -------
    Solution with values (..., w, b), <b_out.dag b_out> at omega; N of the bath where nothing is scattered.
    """
    normal, step = _normal(network, correlations), network.step
    one = np.eye(network.noise.shape[-1])[::step]

    def values(points: Points, w: Array) -> Array:
        s = response(points, w, points.couplings[:, ::step], points.noise) + one
        return _power(s, points.given(normal))

    return over_frequencies(network, omega, values, normal.shape[:-2])


def mode_spectrum(network: Network, correlations: Any, omega: Any) -> Solution:
    """<c.dag c> of each mode per unit of frequency (omega/2 pi), values (..., w, m), in s; arguments as above.

    The integral over omega/2 pi is the occupation.
    """
    normal = _normal(network, correlations)
    one = np.eye(network.size)[:: network.step]

    def values(points: Points, w: Array) -> Array:
        return _power(response(points, w, one, points.noise), points.given(normal))

    return over_frequencies(network, omega, values, normal.shape[:-2])


def occupations(network: Network, correlations: Any) -> Solution:
    """Quanta in each mode, values (..., m): the spectrum's integral by residues, a sum over pairs of poles.

    It is int domega/2pi G K G^dagger = - sum_kl x_k (y_k K y_l^dagger)/(lambda_k + conj(lambda_l)) x_l^dagger.
    """
    normal = _normal(network, correlations)

    def values(points: Points) -> Array:
        moments = points.moments(points.given(normal))
        return np.asarray(np.diagonal(moments, axis1=-2, axis2=-1).real[:, :: network.step])

    return at_points(network, normal.shape[:-2], values)


def currents(network: Network, correlations: Any) -> Solution:
    """Net quanta per unit time that each bath receives, values (..., b), in 1/s; by residues.

    <b_out.dag b_out> - <b_in.dag b_in> integrated over omega/2pi: of T = S - 1, the part T K T^dagger falls off as
    1/omega^2 and is closed in the half plane; the part linear in T jumps by C B at t = 0, of which half counts.
    """
    normal, step = _normal(network, correlations), network.step

    def values(points: Points) -> Array:
        given, rows = points.given(normal), points.couplings[:, ::step]
        direct = np.diagonal(rows @ points.noise @ given[:, :, ::step], axis1=-2, axis2=-1).real
        return np.asarray(direct + _power(rows, points.moments(given)))

    return at_points(network, normal.shape[:-2], values)


def landauer_currents(network: Network, correlations: Any, rtol: float = 1e-10) -> Solution:
    """As `currents`, by integrating the spectra over frequency on adaptive panels: no residue enters.

    Frequencies are omega = centre + scale tan(u), so that both tails are part of a panel; panels close in on the
    resonances and are halved until Gauss and Kronrod rules agree.  Statistics: ``error``, estimated, over the points;
    a point is `STEP_LIMIT` where it stays above `rtol` of the largest flow in either direction.
    """
    rtol, normal, baths = as_tolerance("rtol", rtol, 1e-13), _normal(network, correlations), network.baths

    def values(points: Points) -> Array:
        given = points.given(normal)
        found = [np.append(*_integrated(points.only(k), given[k], rtol)) for k in range(len(given))]
        return np.reshape(found, (-1, baths + 2))

    solution = at_points(network, normal.shape[:-2], values)
    missed = solution.ok & ~(solution.values[..., -1] > 0)
    codes = np.where(missed, Status.STEP_LIMIT.code, solution.codes)
    kept = np.where(missed[..., None], np.nan, solution.values[..., :baths])
    return Solution(kept, codes, dict(solution.statistics) | {"error": solution.values[..., baths]})


# -- integrals over frequency -----------------------------------------------------------------------------------------


def _integrated(points: Points, normal: Array, rtol: float) -> tuple[Array, tuple[float, bool]]:
    """(b,) currents of one point; the estimated error of the worst, and whether it is as small as asked."""
    poles = points.basis.values[0]
    centre = -poles.imag.mean()
    scale = max(abs(poles.imag + centre).max(), abs(poles.real).max())
    # Around a narrow resonance panels grow fourfold, lest all nodes of a wide one miss it.
    steps = (
        abs(poles.real)
        * np.append(0.0, 4.0 ** np.arange(np.log(scale / abs(poles.real).min()) / np.log(4) + 1))[:, None]
    )
    marks = np.concatenate([-poles.imag - centre + steps, -poles.imag - centre - steps])
    ends = np.unique(np.append(np.arctan(marks / scale), [-np.pi / 2, np.pi / 2]))
    panels, total, error = np.stack([ends[:-1], ends[1:]], axis=-1), np.zeros((2, points.network.baths)), 0.0
    nodes, weights, gauss = kronrod(_ORDER)
    for last in [False] * (_ROUNDS - 1) + [True]:
        half = (panels[:, 1] - panels[:, 0]) / 2
        u = panels.mean(axis=-1)[:, None] + half[:, None] * nodes
        jacobian = scale / np.cos(u) ** 2 / (2 * np.pi)
        samples = _density(points, normal, centre + scale * np.tan(u)) * (half[:, None] * jacobian)[..., None, None]
        values, apart = (
            np.einsum("x,pxfb->pfb", weights, samples),
            np.einsum("x,pxb->pb", gauss - weights, samples[:, :, 0]),
        )
        apart = abs(apart).max(axis=-1)
        flow = (total + values.sum(axis=0))[1].max()
        # The share of a short panel may fall below the rounding of what it contributes, which no halving lessens.
        floor = _FLOOR * _rounding(poles, centre + scale * np.tan(u)) * values[:, 1].max(axis=-1)
        done = apart <= np.maximum(rtol * flow * half / np.pi, floor)
        if done.all() or last or 2 * np.count_nonzero(~done) > _PANELS:
            break
        total, error = total + values[done].sum(axis=0), error + float(apart[done].sum())
        panels = panels[~done]
        middle = panels.mean(axis=-1)
        panels = np.concatenate([np.stack([panels[:, 0], middle], -1), np.stack([middle, panels[:, 1]], -1)])
    total, error = total + values.sum(axis=0), error + float(apart.sum())
    return total[0], (error, bool(error <= rtol * total[1].max()))


def _rounding(poles: Array, omega: Array) -> Array:
    """(x,) relative rounding of the resolvent at frequencies (x, f): that of omega over its distance from a pole."""
    size, distance = abs(omega), np.full(omega.shape, np.inf)
    for pole in poles:
        distance = np.minimum(distance, abs(-1j * omega - pole))
    return np.asarray(np.finfo(float).eps * (1 + (size + abs(poles).max()) / distance).max(axis=-1))


def _density(points: Points, normal: Array, omega: Array) -> Array:
    """(..., 2, b) what leaves less what comes at frequencies (...), and how much there is of both."""
    step = points.network.step
    t = response(points, omega.reshape(1, -1), points.couplings[:, ::step], points.noise)[0]
    # The part that neither meets the network nor is changed has been left out: it would cancel.
    crossed = 2 * np.diagonal(t @ normal[:, ::step], axis1=-2, axis2=-1).real
    made = _power(t, normal)
    return np.asarray(np.stack([crossed + made, abs(crossed) + made], axis=-2).reshape(*omega.shape, 2, -1))


def _normal(network: Network, correlations: Any) -> Array:
    """(..., p, p) Qn: <R_in,j.dag R_in,i>/delta."""
    q = finite("correlations", correlations)
    size = 2 * network.baths
    if q.shape[-2:] != (size, size):
        raise ValueError(
            f"Argument `correlations` must have shape (..., {size}, {size}), one row a ladder operator of the inputs, "
            f"but got {q.shape}; pass `ladder_correlations`"
        )
    normal = q[..., np.arange(size) ^ 1, :].swapaxes(-1, -2)
    return np.asarray(normal[..., ::2, ::2] if network.passive else normal)


def _power(rows: Array, normal: Array) -> Array:
    """Diagonal of rows normal rows^dagger, (..., r): rows (p, w, r, n) or (..., r, n), normal (p, n, n) or (n, n)."""
    matrix = normal[:, None] if rows.ndim == 4 else normal
    return np.asarray(((rows @ matrix) * rows.conj()).sum(axis=-1).real)
