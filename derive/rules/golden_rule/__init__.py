"""Fermi's golden rule to any order, from operators to rate equations.

    chains  ->  contractions' resolvents  ->  amplitudes  ->  processes  ->  rate equations

`states` acts with couplings on Fock states, `chains` enumerates all that join an initial to a final state in every
time ordering, `resolvent` sums over the intermediate continua, `processes` squares amplitudes that share initial and
final state, `kinetics` turns events per time into equations per mode and per ensemble.
"""
