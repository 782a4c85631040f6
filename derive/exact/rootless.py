"""Positive parameters enter by their roots; a printed form wants the parameter itself where it can have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.exact.ring import Poly, Ring, Role, ring_of
from derive.exact.scalar import Scalar


def rootless(ring: Ring, polys: Sequence[Poly]) -> tuple[Ring, list[Poly]]:
    """Write every root that occurs in even powers only (in all of the polynomials) as its parameter."""
    exponents = [e for p in polys for e, _ in p.terms()]
    even = {
        i
        for i, g in enumerate(ring.generators)
        if g.role is Role.ROOT and any(e[i] for e in exponents) and all(e[i] % 2 == 0 for e in exponents)
    }
    if not even:
        return ring, list(polys)
    images = [replace(g, role=Role.VALUE) if i in even else g for i, g in enumerate(ring.generators)]
    used = [any(e[i] for e in exponents) for i in range(len(images))]
    new = ring_of([g for g, keep in zip(images, used, strict=True) if keep])
    places = [(new.index[g], 2 if i in even else 1) if used[i] else (0, 0) for i, g in enumerate(images)]
    return new, [_moved(p, new, places) for p in polys]


def _moved(poly: Poly, ring: Ring, places: Sequence[tuple[int, int]]) -> Poly:
    terms = {}
    for exponents, c in poly.terms():
        key = [0] * len(ring.generators)
        for (place, divisor), e in zip(places, exponents, strict=True):
            if e:
                key[place] += int(e) // divisor
        terms[tuple(key)] = c
    return ring.context.from_dict(terms)


def rootless_scalar(value: Scalar) -> Scalar:
    """A scalar over parameters instead of roots, where all its powers are even."""
    trimmed = value.trimmed()
    ring, (re, im, den) = rootless(trimmed.ring, (trimmed.re, trimmed.im, trimmed.den))
    return Scalar(ring, re, im, den)
