"""Scattering of single gas particles by a finite system: spectrum, channels, T and S matrices, exactly.

    spectrum  ->  channels  ->  Lippmann-Schwinger  ->  T  ->  S

`spectrum` finds the levels and their states, `channels` says which are open and on which branch their momenta lie,
`lippmann` solves for the wave at the contacts, `smatrix` checks that nothing is lost.
"""
