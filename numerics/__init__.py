"""Numbers from generated modules: steady states, evolution, sweeps, isosurfaces, figures, a Liouvillian oracle.

`numerics.lyapunov`  steady covariance matrices of Gaussian models, over many parameter points in one call
`numerics.steady`    steady states of moment equations, linear or not
`numerics.evolve`    states in time: exact propagator where linear, Radau IIA of order 17 where not, all points at once
`numerics.relaxation` the state of rest that is reached, and the slowest mode on the way there
`numerics.thermal`   occupations, effective temperatures and entropies of modes and two-level systems
`numerics.scattering` T and S matrices of point contacts on a line, any number of levels (`numerics.contacts`)
`numerics.rates`     thermal rates of scattering over arrays of temperatures (`.quadrature`, `.resonances`)
`numerics.balance`   the Pauli equation: currents, heat, entropy production and its parts
`numerics.sweep`     closed forms over named axes
`numerics.isosurface` where a closed form takes a given value
`numerics.plots`     figures of the grids that the two above make (`numerics.mesh` cuts surfaces into polygons)
`numerics.panels`    curves side by side, on linear or logarithmic axes
`numerics.mode`      steady states of modes with hundreds of levels, and their slowest decays (`numerics.kerr`: exact)
`numerics.husimi`    Husimi functions and their derivatives from density matrices
`numerics.wehrl`     Wehrl entropy production over phase space (`.rings`; by a module's forms: `.phase_module`)
`numerics.gaussian_entropy` the same of Gaussian states of any number of modes, over many points in one call
`numerics.fock`      steady states of truncated master equations, sharing nothing with the derivations

A generated module is known by its attributes alone (`numerics.arguments.Moments`); nothing here imports the engine.
Every solver returns a `numerics.solution.Solution`, which says point by point whether it may be believed.
"""
