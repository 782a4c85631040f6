# Written by ratesmith; edit the model and run it again.
"""Modules of the study braak: open_waveguide, closed_ring, embedded_cavity."""
