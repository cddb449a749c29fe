"""A and B are rewarded at the same time; B alone when the target was met by B."""

import pytest

from app.escalation.credit import CreditSettings, credit
from app.escalation.steps import State


@pytest.mark.parametrize(
    "closing, share_bp, has_b, a_bp, b_bp",
    [
        (State.CLOSED_MET, 0, True, 10_000, 10_000),
        (State.CLOSED_MET, 0, False, 10_000, 0),
        (State.CLOSED_MET_BY_B, 0, True, 0, 10_000),
        (State.CLOSED_MET_BY_B, 2_550, True, 2_550, 10_000),
        (State.CLOSED_MISSED, 5_000, True, 0, 0),
    ],
)
def test_both_when_met_b_when_met_by_b_nobody_when_missed(closing, share_bp, has_b, a_bp, b_bp):
    shares = credit(closing, CreditSettings(share_bp), has_b=has_b)
    assert (shares.a_bp, shares.b_bp) == (a_bp, b_bp)


def test_the_reason_is_a_sentence():
    assert credit(State.CLOSED_MET, CreditSettings()).reason == "A 在岗达标：A、B 同奖"
    words = credit(State.CLOSED_MET_BY_B, CreditSettings(2_550)).reason
    assert words == "B 顶岗时达标：记 B，A 记 25.5%"


@pytest.mark.parametrize("state", [State.NORMAL, State.TAKEOVER, State.RETURNED])
def test_an_open_case_has_no_credit(state):
    with pytest.raises(ValueError, match="no credit yet"):
        credit(state, CreditSettings())
