from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from exodesk.index.radix import stably_by

keys = st.one_of(st.integers(0, 3), st.sampled_from([65_535, 65_536, 65_537, 2**31 - 1]))


@given(st.lists(keys, max_size=20))
def test_rows_are_sorted_by_their_key_and_equals_stay(keys: list[int]) -> None:
    order = np.random.default_rng(len(keys)).permutation(len(keys)).astype(np.int32)
    expected = sorted(order.tolist(), key=keys.__getitem__)
    assert stably_by(order, np.array(keys, np.int32)).tolist() == expected
