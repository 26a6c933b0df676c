"""Which answers from which seats lead to which finding: the tables of the rule, asked once each.

Enters: a mask of sixteen bits, one for each of four answers from each of four seats. Leaves: the row of
the standing table that fits, its answer, and whose words decide. `weigh.verdict` decides; a thousand
questions with the same mask have the same answer, so it is asked once.
"""

from collections.abc import Iterable
from itertools import product

import numpy as np
from numpy.typing import NDArray

from ceasefire.judge.standing import OCCASIONS_DIFFER, STANDING_ROWS, Answer
from ceasefire.judge.weigh import RANK, Seat, gravity, verdict

ANSWERS = (Answer.YES, Answer.PART, Answer.NO, Answer.NOT_YET)
SEATS = (Seat.NONE, Seat.DEBTOR, Seat.CREDITOR, Seat.VERIFIER)
YES, PART, NO, NOT_YET = (1 << n for n in range(len(ANSWERS)))
ANY_NO = sum(NO << 4 * n for n in range(len(SEATS)))
DISPUTED = 16
"""An answer that is none, beside the bits of the others."""
ROWS = (*STANDING_ROWS, OCCASIONS_DIFFER)
DIFFER = ROWS.index(OCCASIONS_DIFFER)
NOBODY = len(STANDING_ROWS) - 1
_MASKS = 1 << 16


class Verdicts:
    """Columns by mask: the row, the answer's bit, the seats that decide (a bit each), and how to choose.

    Of occasions the best supported decides (`rank`), or of what is to be kept up the worst (`worst`).
    """

    def __init__(self) -> None:
        self._known = np.zeros(_MASKS, dtype=np.bool_)
        self.row = np.full(_MASKS, NOBODY, dtype=np.int8)
        self.answer = np.full(_MASKS, DISPUTED, dtype=np.uint8)
        self.deciding = np.zeros(_MASKS, dtype=np.uint8)
        self.rank = np.zeros(_MASKS, dtype=np.int8)
        self.worst = np.zeros(_MASKS, dtype=np.int8)
        self._known[0] = True  # nobody speaks

    def learn(self, masks: NDArray[np.uint16]) -> None:
        """Ask the rule about masks not seen before."""
        met = np.bincount(masks, minlength=_MASKS) > 0
        self._ask(np.flatnonzero(met & ~self._known).tolist())

    def _ask(self, masks: Iterable[int]) -> None:
        for mask in masks:
            seated = [
                (seat, (seat, answer))
                for (s, seat), (a, answer) in product(enumerate(SEATS), enumerate(ANSWERS))
                if mask >> (4 * s + a) & 1
            ]
            row, answer, deciding = verdict(seated)
            self._known[mask] = True
            self.row[mask] = ROWS.index(row)
            self.answer[mask] = DISPUTED if answer is None else 1 << ANSWERS.index(answer)
            self.deciding[mask] = sum(1 << SEATS.index(seat) for seat in {seat for seat, _ in deciding})
            self.rank[mask] = RANK[row.standing]
            self.worst[mask] = gravity(answer) * len(RANK) + RANK[row.standing]
