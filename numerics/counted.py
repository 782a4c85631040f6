"""What counting needs of a linear model, and the same without the zeros and repetitions that cost time.

Quanta that bath k receives carry exp(-s_k), those it gives exp(s_k).  The covariance then obeys

    dV/dt = A V + V A^T + N + sum_{k,dir} w_{k,dir} (V Q V + X V + V X^T + C),      w = exp(-+s_k) - 1,
    theta(s) = sum_{k,dir} w_{k,dir} (Tr[W V] + o),

and theta is the growth rate of < exp(-sum_k s_k n_k) >, n_k the net number that bath k has received (Barzanjeh,
Aquilina and Xuereb, "Manipulating heat flow in quantum devices", Appendix D).  A bath couples to few modes as a rule,
and without squeezing each 2 x 2 block ((a, -b), (b, a)) of quadratures is one complex number a + i b.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from numerics.arguments import Array, call, common_shape, read_only, real, square

_MATRICES = ("quadratic", "linear", "constant", "weight")


@dataclass(frozen=True, eq=False)
class Counting:
    """A linear model at many parameter points, and what each kind of jump of its counted baths adds.

    Attributes
    ----------
    drift, diffusion : (..., 2m, 2m) A and N, in quadratures (x_1, p_1, x_2, ...), vacuum's variance 1/2; in 1/s.
    quadratic, linear, constant, weight : (..., k, 2, 2m, 2m) Q, X, C and W of k baths; direction 0 is emission into the
        bath, 1 absorption from it; in 1/s.
    offset : (..., k, 2) o, in 1/s.

    Leading axes broadcast; what does not depend on the parameters needs none.
    """

    drift: Array
    diffusion: Array
    quadratic: Array
    linear: Array
    constant: Array
    weight: Array
    offset: Array

    def __post_init__(self) -> None:
        size = square("drift", self.drift).shape[-1]
        if size % 2:
            raise ValueError(f"Argument `drift` must have two quadratures a mode, but got {size} rows")
        if square("diffusion", self.diffusion).shape[-1] != size:
            raise ValueError(f"Argument `diffusion` must be as large as `drift`, but got {np.shape(self.diffusion)}")
        baths = np.shape(self.offset)[-2] if np.ndim(self.offset) > 1 else 0
        tails = dict.fromkeys(_MATRICES, (baths, 2, size, size)) | {"offset": (baths, 2)}
        for name, tail in tails.items():
            array = real(name, getattr(self, name))
            if not baths or array.shape[-len(tail) :] != tail:
                wanted = "(..., baths, 2)" if name == "offset" else f"(..., baths, 2, {size}, {size})"
                raise ValueError(f"Argument `{name}` must have shape {wanted}, but got {array.shape}")
            object.__setattr__(self, name, read_only(array))
        for name in ("drift", "diffusion"):
            object.__setattr__(self, name, read_only(real(name, getattr(self, name))))
        common_shape(**self._leading())

    @classmethod
    def of(cls, module: Any, parameters: Mapping[str, Any]) -> Counting:
        """From a generated module of a linear model, at parameter values that broadcast.

        Raises
        ------
        ValueError : where the module has nothing to count: its baths are squeezed, or its modes have mean fields.
        """
        names = ("drift", "diffusion", *(f"counted_{name}" for name in (*_MATRICES, "offset")))
        missing = [name for name in names if not hasattr(module, name)]
        if missing:
            raise ValueError(
                f"Argument `module` must have the function `{missing[0]}`, but got none; count a linear model with "
                "thermal baths and without mean fields"
            )
        return cls(*(call(getattr(module, name), parameters, module.PARAMETERS) for name in names))

    @property
    def baths(self) -> int:
        """Number of counted baths, k."""
        return int(self.offset.shape[-2])

    @property
    def shape(self) -> tuple[int, ...]:
        """The leading axes: parameter points."""
        return common_shape(**self._leading())

    def _leading(self) -> dict[str, tuple[int, ...]]:
        tails = dict.fromkeys(_MATRICES, 4) | {"offset": 2, "drift": 2, "diffusion": 2}
        return {name: np.shape(getattr(self, name))[:-tail] for name, tail in tails.items()}


@dataclass(frozen=True, eq=False)
class Compact:
    """The same over a flat list of p points: matrices of n rows, complex where folded; baths by the d rows they touch.

    Attributes
    ----------
    drift, diffusion : (p, n, n).
    places : (k, d) the rows that each bath touches.
    quadratic, linear, constant, weight : (p or 1, k, 2, d, d).
    offset : (p or 1, k, 2).
    folded : whether 2 x 2 blocks are complex numbers: n is m then, else 2m.
    """

    drift: Array
    diffusion: Array
    places: Array
    quadratic: Array
    linear: Array
    constant: Array
    weight: Array
    offset: Array
    folded: bool

    @property
    def copies(self) -> int:
        """How many times a trace counts: Tr of a folded matrix is 2 Re tr."""
        return 2 if self.folded else 1

    def __getitem__(self, chosen: Any) -> Compact:
        """Some of the points."""
        names = ("drift", "diffusion", *_MATRICES, "offset")
        arrays = {n: getattr(self, n) for n in names}
        return replace(self, **{n: a if len(a) == 1 < len(self.drift) else a[chosen] for n, a in arrays.items()})

    def unfolded(self, matrices: Array) -> Array:
        """(p, 2m, 2m) real quadratures of (p, n, n)."""
        if not self.folded:
            return np.asarray(matrices.real)
        full = np.empty((*matrices.shape[:-2], 2 * matrices.shape[-2], 2 * matrices.shape[-1]))
        full[..., ::2, ::2] = full[..., 1::2, 1::2] = matrices.real
        full[..., 1::2, ::2], full[..., ::2, 1::2] = matrices.imag, -matrices.imag
        return full

    def traced(self, weight: Array, inside: Array) -> Array:
        """Tr[W V], (...), of weights and covariances (..., d, d)."""
        return np.asarray(self.copies * (weight * inside.swapaxes(-1, -2)).sum(axis=(-2, -1)).real)


def compact(counting: Counting, shape: tuple[int, ...]) -> Compact:
    """Over the points of a shape that the leading axes broadcast to."""
    places = _places(counting)
    rows = (2 * places[:, :, None] + np.arange(2)).reshape(len(places), -1)
    bath = np.arange(len(rows))[:, None, None]
    matrices = {
        # Integer axes with a slice between them come first: (k, d, d, ..., 2).
        name: np.moveaxis(
            getattr(counting, name)[..., bath, :, rows[:, :, None], rows[:, None, :]], (0, 1, 2), (-4, -2, -1)
        )
        for name in _MATRICES
    }
    matrices |= {"drift": counting.drift, "diffusion": counting.diffusion}
    folded = all(_turns_alike(matrix) for matrix in matrices.values())
    flat = {}
    for name, matrix in matrices.items():
        single = name in _MATRICES
        tail = 4 if single else 2
        flat[name] = _flat(_folded(matrix) if folded else matrix, shape, tail, single)
    offset = _flat(counting.offset, shape, 2, True)
    return Compact(places=places if folded else rows, offset=offset, folded=folded, **flat)


def _places(counting: Counting) -> Array:
    """(k, d) the modes of each bath, d those of the bath with most; where it has fewer, others fill up."""
    size = counting.drift.shape[-1]
    touched = np.zeros((counting.baths, size), dtype=bool)
    for name in _MATRICES:
        matrix = getattr(counting, name)
        matrix = np.any(matrix, axis=tuple(range(matrix.ndim - 4)))  # over the parameters
        touched |= matrix.any(axis=(1, 2)) | matrix.any(axis=(1, 3))
    modes = touched.reshape(counting.baths, -1, 2).any(axis=-1)
    most = max(1, int(modes.sum(axis=-1).max()))
    # A stable sort puts those that are touched first, each once.
    return np.sort(np.argsort(~modes, axis=-1, kind="stable")[:, :most], axis=-1)


def _turns_alike(matrix: Array) -> bool:
    """Whether all 2 x 2 blocks are ((a, -b), (b, a)) within rounding: x and p are treated alike."""
    same = abs(matrix[..., ::2, ::2] - matrix[..., 1::2, 1::2])
    other = abs(matrix[..., ::2, 1::2] + matrix[..., 1::2, ::2])
    allowed = 8 * np.finfo(float).eps * abs(matrix).max(axis=(-2, -1), keepdims=True)
    return bool(((same <= allowed) & (other <= allowed)).all())


def _folded(matrix: Array) -> Array:
    real_part = matrix[..., ::2, ::2] + matrix[..., 1::2, 1::2]
    return np.asarray((real_part + 1j * (matrix[..., 1::2, ::2] - matrix[..., ::2, 1::2])) / 2)


def _flat(array: Array, shape: tuple[int, ...], tail: int, single: bool) -> Array:
    """(p, ...) points in a row; one of them alone where all are the same and `single` allows."""
    own = array.shape[array.ndim - tail :]
    if single and array.size == int(np.prod(own)):
        return array.reshape(1, *own)
    return np.broadcast_to(array, shape + own).reshape(-1, *own)
