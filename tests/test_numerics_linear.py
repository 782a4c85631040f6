"""Batched linear systems with singular members among them."""

import numpy as np

from numerics import linear


def test_a_singular_member_is_nan_and_the_others_are_solved():
    """diag(d) x = 1 has the solution 1/d; 0 x = 1 has none, wherever it stands in the batch."""
    d = np.array([1.0, 2.0, 0.0, 4.0, 0.0, 5.0, 8.0])
    x = linear.solve(d[:, None, None] * np.eye(2), np.ones((7, 2, 1)))
    expected = [1, 0.5, np.nan, 0.25, np.nan, 0.2, 0.125]
    np.testing.assert_array_equal(x[..., 0], np.stack([expected] * 2, axis=-1))


def test_an_empty_batch():
    assert linear.solve(np.zeros((0, 2, 2)), np.zeros((0, 2, 1))).shape == (0, 2, 1)


def test_nullity_counts_lost_directions():
    """A projector loses one direction, zero loses all, and 1e-14 beside 1 is small but not lost in 2 x 2."""
    matrices = np.stack([np.diag([1.0, 0.0]), np.zeros((2, 2)), np.diag([1.0, 1e-14]), np.eye(2)])
    lost, condition = linear.nullity(matrices)
    assert lost.tolist() == [1, 2, 0, 0]
    np.testing.assert_allclose(condition, [np.inf, np.inf, 1e14, 1])


def test_balancing_changes_rows_not_solutions():
    matrix, right = np.array([[[1e9, 2e9], [3e-9, -1e-9]], [[0.0, 0.0], [0.0, 2.0]]]), np.ones((2, 2, 1))
    balanced, scaled = linear.balanced(matrix, right)
    np.testing.assert_allclose(balanced, [[[0.5, 1], [1, -1 / 3]], [[0, 0], [0, 1]]])
    np.testing.assert_allclose(linear.solve(balanced, scaled)[0], linear.solve(matrix, right)[0], rtol=1e-14)
    assert np.linalg.cond(balanced[0]) < 3 < np.linalg.cond(matrix[0])
