"""Alicki, Sindelka and Gelbwaser-Klimovsky: three dots in a magnetic field, hit by the particles of a dilute gas."""

from derive.models.alicki.model import MODELS

__all__ = ["MODELS"]
