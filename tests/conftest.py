"""Fixtures every test may use: the shared texts where present, and one loaded spaCy model."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the shared texts (../shared) are not here; this test reads them")
    return SHARED


@pytest.fixture(scope="session")
def nlp():
    """Read one text into the words and the tree that the grammar walks."""
    from ceasefire.reading.parse import parse

    return lambda text: next(parse([text]))
