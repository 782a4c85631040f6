"""Braak and Mannhart: an open chiral waveguide, the same closed to a ring, and a cavity embedded in a cavity."""

from derive.models.braak.model import MODELS

__all__ = ["MODELS"]
