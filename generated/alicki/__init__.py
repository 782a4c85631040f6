# Written by ratesmith; edit the model and run it again.
"""Modules of the study alicki: three_dots, four_dots, two_levels."""
