"""A surface over a grid as polygons: cells, cut off at two heights, and how bright each is."""

from __future__ import annotations

import numpy as np

from numerics.arguments import Array

# Towards the light, in the frame of the drawn box: from above, the left and the front.
_LIGHT = np.array([-0.35, -0.5, 0.79])


def cells(x: Array, y: Array, z: Array) -> Array:
    """(k, 4, 3) corners, in order around, of the cells of z (len(x), len(y)) whose corners are all finite."""
    points = np.stack([*np.meshgrid(x, y, indexing="ij"), z], axis=-1)
    quads = np.stack([points[:-1, :-1], points[1:, :-1], points[1:, 1:], points[:-1, 1:]], axis=-2).reshape(-1, 4, 3)
    return np.asarray(quads[np.isfinite(quads).all(axis=(-2, -1))])


def brightness(quads: Array, spans: Array) -> Array:
    """(k,) between 0.55 and 1 for quads (k, 4, 3) in a box of edges `spans` (3,): Lambert's cosine on both faces."""
    corners = quads / spans
    normal = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
    length = np.linalg.norm(normal, axis=-1)
    cosine = abs(normal @ _LIGHT) / np.where(length > 0, length, 1.0)
    return np.asarray(0.55 + 0.45 * np.minimum(cosine, 1.0))


def cut(polygon: Array, low: float, high: float) -> Array:
    """The part (m, 3) of a convex polygon (k, 3) with ``low <= z <= high``; m is 0 where nothing remains.

    Sutherland and Hodgman's clipping, Comm. ACM 17, 32 (1974), against the two planes in turn.
    """
    return _above(_above(polygon, low, 1.0), -high, -1.0)


def _above(polygon: Array, bound: float, sign: float) -> Array:
    """The part of `polygon` where ``sign * z >= bound``."""
    if not len(polygon):
        return polygon
    height = sign * polygon[:, 2] - bound
    if (height >= 0).all():
        return polygon
    kept: list[Array] = []
    for here, there, h, t in zip(polygon, np.roll(polygon, -1, 0), height, np.roll(height, -1), strict=True):
        if h >= 0:
            kept.append(here)
        if (h >= 0) != (t >= 0):
            kept.append(here + (there - here) * (h / (h - t)))
    return np.reshape(kept, (-1, 3))
