"""Thermal integrals of functions with square roots at thresholds, for whole arrays of temperatures at once.

Between two neighbouring thresholds a < b, and above the last one,

    J(beta) = int_a^b dE exp(-beta (E - a)) f(E).

Amplitudes of scattering depend on sqrt(E - e) at every threshold e: f has inverse square roots or cusps there, on both
sides.  Each half of an interval is therefore integrated over y = sqrt(abs(E - e)), e the threshold at its end, in which
f is smooth, on panels that halve towards y = 0.  f is evaluated once on the panels and serves all temperatures; a Gauss
rule inside the Gauss-Kronrod rule says how far each panel may be trusted, and those that fail are halved.  Energies are
handed to f as their distances from all thresholds, which keeps their digits close to one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.polynomial import legendre

from numerics.arguments import Array, as_tolerance, read_only, real

ORDER = 10  # nodes of the Gauss rule; its Kronrod extension has 2 ORDER + 1
CUT = 41.0  # exp(-CUT) is below the spacing of floating-point numbers at 1
ROUNDS = 60  # halvings of one panel
MOST = 6000  # panels of a segment; what has not converged by then says so in its error
PATIENCE = 6  # halvings in a row without progress that tell rounding from the tail of a narrow peak
NOISE = 1e-7  # of a panel's own value: a smaller error that does not fall when the panel is halved is rounding
AT_ONCE = 2048  # temperatures times components handled together, for the sake of memory

Function = Callable[[Array], Array]


@dataclass(frozen=True, eq=False)
class Integrals:
    """Integrals between neighbouring thresholds, the last one to infinity.

    Attributes
    ----------
    values : (s, b, m) for s thresholds in increasing order, b temperatures, m components of the function.
    errors : (s, b, m) estimates of their absolute errors: the distance to the embedded Gauss rule, far more than the
        error of the values where f is smooth, and rounding.
    evaluations : number of energies at which the function was evaluated.
    """

    values: Array
    errors: Array
    evaluations: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", read_only(self.values))
        object.__setattr__(self, "errors", read_only(self.errors))


@dataclass(frozen=True, eq=False)
class _Segment:
    """The energies between threshold `index` and the next one, `length` above it (infinite for the last)."""

    thresholds: Array
    index: int
    length: float

    def distances(self, y: Array, upper: Array) -> Array:
        """(..., s) E - e for all thresholds e, at y counted down from the upper end where `upper`, else up from the
        lower end."""
        ends = self.thresholds[np.minimum(self.index + upper, len(self.thresholds) - 1)]
        return np.asarray(ends[..., None] - self.thresholds + (np.where(upper, -1.0, 1.0) * y**2)[..., None])

    def height(self, y: Array, upper: Array) -> Array:
        """E - a."""
        return np.asarray(np.where(upper, self.length - y**2, y**2) if np.isfinite(self.length) else y**2)


@dataclass(frozen=True, eq=False)
class _Panels:
    """Panels [left, right] in y on one side of a segment, with what every temperature needs of them.

    left, right, upper : (p,); stuck : (p,) halvings in a row that did not help; height : (p, n) E - a at the nodes;
    samples : (p, n, m) f dE/dy times the half width.
    """

    left: Array
    right: Array
    upper: Array
    stuck: Array
    height: Array
    samples: Array

    def __getitem__(self, chosen: Array) -> _Panels:
        return _Panels(*(array[chosen] for array in self._arrays()))

    def __add__(self, other: _Panels) -> _Panels:
        return _Panels(*(np.concatenate(pair) for pair in zip(self._arrays(), other._arrays(), strict=True)))

    def _arrays(self) -> tuple[Array, ...]:
        return self.left, self.right, self.upper, self.stuck, self.height, self.samples


def threshold_integrals(
    function: Function,
    thresholds: Array,
    beta: Array,
    *,
    scale: float = np.inf,
    marks: Sequence[tuple[int, float]] = (),
    rtol: float = 1e-10,
) -> Integrals:
    """int dE exp(-beta (E - e_s)) f(E) from each threshold e_s to the next, the last one to infinity.

    Every integral is taken to the relative accuracy `rtol` for itself, so that small ones keep their digits.  But
    components are squared amplitudes: the root of one is not resolved below rounding beside that of the largest.

    Parameters
    ----------
    function : maps the distances (p, s) of p energies from all thresholds to (p, m) non-negative numbers.
    thresholds : (s,) increasing.
    beta : (b,) positive inverse temperatures, in inverse units of the thresholds.
    scale : an energy below which nothing happens near a threshold; features that are smaller are sought adaptively.
    marks : narrow peaks as (threshold, E - its energy), measured from the nearer threshold; panels halve towards them.
    rtol : between 1e-13 and 1.

    Raises
    ------
    ValueError : for arguments out of these bounds.
    """
    thresholds, beta, rtol = real("thresholds", thresholds), real("beta", beta), as_tolerance("rtol", rtol, 1e-13)
    if thresholds.ndim != 1 or not len(thresholds) or not np.all(np.diff(thresholds) > 0):
        raise ValueError(f"Argument `thresholds` must be a row of increasing energies, but got {thresholds}; sort it")
    if beta.ndim != 1 or not len(beta) or not np.all(beta > 0):
        raise ValueError(
            "Argument `beta` must be a row of positive inverse temperatures, but got others; leave them out"
        )
    if not scale > 0:
        raise ValueError(f"Argument `scale` must be a positive energy, but got {scale}; leave it out if unknown")
    parts = [
        _segment_integrals(function, segment, beta, _edges(segment, beta, scale, marks), rtol)
        for segment in _segments(thresholds)
    ]
    values, errors, counts = zip(*parts, strict=True)
    return Integrals(np.stack(values), np.stack(errors), sum(counts))


@cache
def kronrod(n: int) -> tuple[Array, Array, Array]:
    """Nodes on [-1, 1], weights of the Gauss-Kronrod rule, and of the n-point Gauss rule inside it: each (2 n + 1,).

    The n + 1 added nodes are the roots of the Stieltjes polynomial P_{n+1} + sum_j c_j P_j, the one that is orthogonal
    to every polynomial of degree n or less with the weight P_n; all weights follow from the moments.
    """
    gauss, gauss_weights = legendre.leggauss(n)
    x, w = legendre.leggauss(2 * n + 2)  # exact for products of three polynomials here
    table = legendre.legvander(x, n + 1)
    products = np.einsum("xi,x,xj->ij", table, w * table[:, n], table)
    # P_n P_j is orthogonal to P_i for i + j < n: only i + j >= n is a condition, one for each unknown.
    stieltjes = np.append(np.linalg.lstsq(products[: n + 1, : n + 1], -products[: n + 1, n + 1])[0], 1.0)
    added = legendre.legroots(stieltjes)
    nodes = np.sort(np.concatenate([gauss, (added - added[::-1]) / 2]))
    moments = np.append(2.0, np.zeros(2 * n))
    weights = np.linalg.solve(legendre.legvander(nodes, 2 * n).T, moments)
    inside = np.zeros(2 * n + 1)
    inside[1::2] = gauss_weights
    return nodes, (weights + weights[::-1]) / 2, inside


def _segments(thresholds: Array) -> Iterator[_Segment]:
    lengths = np.append(np.diff(thresholds), np.inf)
    return (_Segment(thresholds, index, float(length)) for index, length in enumerate(lengths))


def _edges(
    segment: _Segment, beta: Array, scale: float, marks: Sequence[tuple[int, float]]
) -> list[tuple[bool, Array]]:
    """The first panels: for each side (upper or not) their edges in y, which increase from 0."""
    finite = np.isfinite(segment.length)
    reach = np.sqrt(segment.length / 2) if finite else np.sqrt(CUT / beta.min())
    hot = 0.7 / np.sqrt(beta.max())
    sides = [(False, min(hot, np.sqrt(scale))), *([(True, np.sqrt(scale))] if finite else [])]
    return [(upper, _graded(reach, least, _peaks(segment.index, upper, reach, marks))) for upper, least in sides]


def _graded(reach: float, least: float, peaks: list[float]) -> Array:
    """Edges from 0 to `reach` that double from `least` on, with others that close in on the peaks from both sides."""
    count = max(0, int(np.ceil(np.log2(reach / least)))) if least < reach else 0
    edges = [np.zeros(1), reach * 0.5 ** np.arange(count + 1.0)]
    for peak in peaks:
        near = peak * 4.0 ** -np.arange(1.0, 26.0)
        edges += [peak - near, peak + near, np.array([peak])]
    found = np.unique(np.concatenate(edges))
    return found[found <= reach]


def _peaks(index: int, upper: bool, reach: float, marks: Sequence[tuple[int, float]]) -> list[float]:
    """y of the marks on one side of the segment above threshold `index`."""
    sign = -1.0 if upper else 1.0
    own = [sign * offset for threshold, offset in marks if threshold == index + upper]
    return [float(np.sqrt(distance)) for distance in own if 0 < distance <= reach**2]


def _sampled(function: Function, segment: _Segment, left: Array, right: Array, upper: Array) -> _Panels:
    """The panels with the function evaluated at their nodes."""
    nodes = kronrod(ORDER)[0]
    half = (right - left)[:, None] / 2
    # Measured from the nearer edge no node is lost to rounding at an edge that is not zero.
    y = np.where(nodes < 0, left[:, None] + half * (1 + nodes), right[:, None] - half * (1 - nodes))
    sides = np.broadcast_to(upper[:, None], y.shape)
    distances = segment.distances(y, sides)
    values = np.asarray(function(distances.reshape(-1, distances.shape[-1])))
    samples = values.reshape(*y.shape, -1) * (2 * y * half)[..., None]
    return _Panels(left, right, upper, np.zeros(len(left), int), segment.height(y, sides), samples)


def _segment_integrals(
    function: Function, segment: _Segment, beta: Array, edges: list[tuple[bool, Array]], rtol: float
) -> tuple[Array, Array, int]:
    """Values and errors (b, m), and the number of evaluations; panels made for some temperatures serve the next."""
    left, right = (np.concatenate([side[cut] for _, side in edges]) for cut in (slice(None, -1), slice(1, None)))
    upper = np.concatenate([np.full(len(side) - 1, above) for above, side in edges])
    panels, count = _sampled(function, segment, left, right, upper), len(left)
    together = max(1, AT_ONCE // panels.samples.shape[-1])
    results = []
    for start in range(0, len(beta), together):
        panels, added, *result = _refined(function, segment, beta[start : start + together], panels, rtol)
        count += added
        results.append(result)
    values, errors = (np.concatenate(arrays) for arrays in zip(*results, strict=True))
    return values, errors, count * (2 * ORDER + 1)


def _refined(
    function: Function, segment: _Segment, beta: Array, panels: _Panels, rtol: float
) -> tuple[_Panels, int, Array, Array]:
    """Panels halved until the integrals (b, m) converge, how many were added, the integrals and their errors."""
    values, errors = _transformed(panels, beta)
    added = 0
    for _ in range(ROUNDS):
        total = values.sum(axis=0)
        allowed = rtol * abs(total) + _rounding(total)
        failed = (errors > allowed / len(errors)).any(axis=(1, 2)) & _divisible(panels)
        if (errors.sum(axis=0) <= allowed).all() or not failed.any() or len(errors) + failed.sum() > MOST:
            break
        halves = _halved(function, segment, panels[failed])
        more, worse = _transformed(halves, beta)
        noisy = _noisy(values[failed], errors[failed], worse, allowed)
        halves.stuck[:] = np.tile(np.where(noisy, panels.stuck[failed] + 1, 0), 2)
        added += len(halves.left)
        panels = panels[~failed] + halves
        values, errors = np.concatenate([values[~failed], more]), np.concatenate([errors[~failed], worse])
    total = values.sum(axis=0)
    return panels, added, total, errors.sum(axis=0) + 16 * np.finfo(float).eps * abs(total)


def _divisible(panels: _Panels) -> Array:
    """Whether a panel is wider than the spacing of its numbers, and halving still helps."""
    wide = panels.right - panels.left > 256 * np.spacing(panels.right)
    return np.asarray(wide & (panels.stuck < PATIENCE))


def _noisy(values: Array, errors: Array, worse: Array, allowed: Array) -> Array:
    """(p,) whether errors (p, b, m) look like the function's rounding: small, and no smaller in the halves."""
    count = len(errors)
    halves = worse[:count] + worse[count:]
    counts = errors > allowed / count
    # A peak that was missed by the panel and is met by a half is no rounding: the half's error is not small.
    small = (np.maximum(errors, halves) <= NOISE * abs(values)) | ~counts
    stuck = (counts & (halves > errors / 2)).any(axis=(1, 2))
    return np.asarray(stuck & small.all(axis=(1, 2)))


def _halved(function: Function, segment: _Segment, panels: _Panels) -> _Panels:
    middle = (panels.left + panels.right) / 2
    left, right = np.concatenate([panels.left, middle]), np.concatenate([middle, panels.right])
    return _sampled(function, segment, left, right, np.tile(panels.upper, 2))


def _rounding(total: Array) -> Array:
    """(b, m) what squared amplitudes lose when those amplitudes carry the rounding of the largest one."""
    eps = 32 * np.finfo(float).eps
    top = total.max(axis=-1, keepdims=True)
    return np.asarray(eps * np.sqrt(abs(total) * top) + eps**2 * top)


def _transformed(panels: _Panels, beta: Array) -> tuple[Array, Array]:
    """(p, b, m) integrals over each panel by the Kronrod rule, and their distances from the Gauss rule."""
    _, weights, gauss = kronrod(ORDER)
    size = panels.samples.shape[-1]
    both = np.concatenate([panels.samples * weights[:, None], panels.samples * (weights - gauss)[:, None]], axis=-1)
    with np.errstate(over="ignore", under="ignore"):
        decay = np.exp(-beta[:, None] * panels.height[:, None, :])
        result = decay @ both
    return result[..., :size], abs(result[..., size:])
