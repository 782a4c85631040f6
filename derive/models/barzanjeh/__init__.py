"""Barzanjeh, Aquilina and Xuereb, "Manipulating heat flow in quantum devices" (Section II, Appendix C)."""

from derive.models.barzanjeh.model import MODELS

__all__ = ["MODELS"]
