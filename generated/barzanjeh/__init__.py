# Written by ratesmith; edit the model and run it again.
"""Modules of the study barzanjeh: cascaded, equal_rates, disconnected, cascaded_shifted, optomechanics, optomechanics_linear, optomechanics_reduced, optomechanics_exact, optomechanics_in_frequency, optomechanics_effective, optomechanics_as_cascade."""
