"""Barzanjeh, Aquilina and Xuereb, "Manipulating heat flow in quantum devices"."""

from derive.models.barzanjeh.model import MODELS as CASCADES
from derive.models.barzanjeh.optomechanics import MODELS as OPTOMECHANICS

MODELS = (*CASCADES, *OPTOMECHANICS)

__all__ = ["MODELS"]
