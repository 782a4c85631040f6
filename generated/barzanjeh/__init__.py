# Written by ratesmith; edit the model and run it again.
"""Modules of the study barzanjeh: cascaded, equal_rates, disconnected."""
