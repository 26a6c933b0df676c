from pathlib import Path

from ceasefire.judge import EXISTENCE_ROWS, OUTCOME_ROWS, STANDING_ROWS, row_words
from ceasefire.judge.published import status_rule

PAGE = Path(__file__).resolve().parents[2] / "docs" / "status-rule.md"


def test_the_page_is_what_the_tables_say():
    assert PAGE.read_text(encoding="utf-8") == status_rule()


def test_every_row_has_an_id_of_its_own_and_words():
    for rows in (STANDING_ROWS, EXISTENCE_ROWS, OUTCOME_ROWS):
        assert len({row.id for row in rows}) == len(rows)
        assert all(row_words(row.id) == row.words for row in rows)
    assert not {row.id for row in STANDING_ROWS} & {row.id for row in OUTCOME_ROWS}
