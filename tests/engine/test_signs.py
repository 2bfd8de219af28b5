"""Who cannot read goes by the pictograms."""

from __future__ import annotations

import pytest

from handlers.flow import Step
from handlers.flows import FLOWS
from tests.engine.steps import WORLD

WAYS = {"⬅️", "⏭️", "⏹️"}
STEPS = {f"{flow.key}.{step.key}": step for flow in FLOWS.values() for step in flow.steps}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_no_option_has_the_sign_of_back_skip_or_stop(step: Step) -> None:
    assert not WAYS & {option.sign for option in step.ask(None, WORLD).options}
