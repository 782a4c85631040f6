"""The functions of a module over a flat list of parameter points."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any

import numpy as np

from numerics.arguments import Array, Moments, taken


class Points:
    """rhs and jacobian at any subset of the points, several states a point.

    Attributes
    ----------
    shape : the shape (...) of the points; they are numbered in C order.
    dtype : float64 where the module says ``DTYPE = "real"``, complex128 otherwise.
    size : number of states n.
    """

    def __init__(self, module: Moments, values: Mapping[str, Array], shape: tuple[int, ...]) -> None:
        self.shape, self.size = shape, len(module.STATES)
        self.dtype = state_type(module)
        # A parameter that is the same everywhere stays a number: the module then computes with it once.
        flat = {
            name: value.reshape(()) if value.size == 1 else np.broadcast_to(value, shape).ravel()
            for name, value in values.items()
        }
        self._module = module
        self._rhs, self._jacobian = taken(module.rhs, flat, positional=1), taken(module.jacobian, flat, positional=1)
        self._unit: Array | None = None

    def timed(self, unit: Array) -> Points:
        """The same points, each with its time counted in its own `unit` (p,) of the module's time."""
        timed = copy(self)
        timed._unit = unit
        return timed

    def rhs(self, y: Array, where: Array) -> Array:
        """dy/dt at y (k, ..., n), with the parameters of the k points `where`."""
        with np.errstate(all="ignore"):
            value = self._module.rhs(y, **_taken_at(self._rhs, where, y.ndim))
            if self._unit is not None:
                value = value * self._unit[where].reshape(-1, *[1] * (y.ndim - 1))
        return value if value.shape == y.shape else np.broadcast_to(value, y.shape)

    def jacobian(self, y: Array, where: Array) -> Array:
        """df_i/dy_j (k, ..., n, n) at y (k, ..., n), with the parameters of the k points `where`."""
        with np.errstate(all="ignore"):
            value = self._module.jacobian(y, **_taken_at(self._jacobian, where, y.ndim))
            if self._unit is not None:
                value = value * self._unit[where].reshape(-1, *[1] * y.ndim)
        return np.broadcast_to(value, (*y.shape, self.size))

    def defined(self, y: Array, where: Array) -> tuple[Array, Array]:
        """The Jacobian (k, n, n) at y (k, n), zero where an element is not finite, and the mask (k,) of the others."""
        jacobian = self.jacobian(y, where)
        known = np.asarray(np.isfinite(jacobian).all(axis=(-2, -1)))
        return np.where(known[:, None, None], jacobian, 0), known


def residual(f: Array, jacobian: Array, y: Array) -> Array:
    """(k,) largest component of f (k, n) relative to the terms that cancel in it, taken as abs(J) abs(y) + abs(f)."""
    terms = (abs(jacobian) @ abs(y)[..., None])[..., 0] + abs(f)
    return np.asarray(np.divide(abs(f), terms, out=np.zeros_like(terms), where=terms > 0).max(axis=-1, initial=0.0))


def state_type(module: Moments) -> np.dtype[Any]:
    """float64 where the states of `module` are real, complex128 otherwise."""
    return np.dtype(float if getattr(module, "DTYPE", "complex") == "real" else complex)


def _taken_at(values: Mapping[str, Array], where: Array, ndim: int) -> dict[str, Array]:
    """Each value with an axis for every axis of the states but the last."""
    axes = (len(where), *[1] * (ndim - 2))
    return {name: value[where].reshape(axes) if value.ndim else value for name, value in values.items()}
