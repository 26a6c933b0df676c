"""Origins found family by family, the usual ones kept, are those that all the pages give at once."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ceasefire import wires
from ceasefire.register.families import UNSEEN, Families

PAGES = [f"page-{n}" for n in range(14)]
pairs = st.lists(st.tuples(st.sampled_from(PAGES), st.sampled_from(PAGES)), max_size=16)
days = st.fixed_dictionaries({page: st.integers(0, 6) | st.just(UNSEEN) for page in PAGES})


def all_at_once(shared, out):
    """Name the origins of every page in a pair that can be seen, as `wires` does."""
    paired = {page for pair in shared for page in pair}
    seen = sorted((out[page], page) for page in paired if out[page] != UNSEEN)
    return wires.labels([page for _, page in seen], shared)


@given(pairs, st.randoms(), days, st.lists(days, min_size=1, max_size=4))
def test_families_name_the_origins_that_all_pages_give(pairs, chance, usual, asked):
    shared = {(one, other): chance.randrange(30, 90) for one, other in pairs if one != other}
    families = Families(shared, PAGES.index)

    def at(out):
        return np.array([out[PAGES[code]] for code in families.codes], dtype=np.int64)

    families.keep(at(usual))
    for out in (usual, *asked):
        assert families.origins(at(out)) == all_at_once(shared, out)


def test_a_page_that_ties_two_copies_does_so_from_when_it_is_seen():
    shared = {("page-0", "page-2"): 40, ("page-1", "page-2"): 50}
    families = Families(shared, PAGES.index)
    order = [PAGES[code] for code in families.codes]
    before, after = {"page-0": 1, "page-1": 2, "page-2": UNSEEN}, {"page-0": 1, "page-1": 2, "page-2": 3}
    families.keep(np.array([after[page] for page in order]))
    assert families.origins(np.array([before[page] for page in order])) == {
        "page-0": "page-0", "page-1": "page-1"
    }  # fmt: skip
    assert set(families.origins(np.array([after[page] for page in order])).values()) == {"page-0"}
