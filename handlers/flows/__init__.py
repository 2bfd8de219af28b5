"""The flows that exist, written out. A new flow is one file and one line here."""

from handlers.flow import Flow
from handlers.flows import eviction, police_now, police_violence, say_it, talk

FLOWS: dict[str, Flow] = {
    flow.key: flow for flow in (police_now.FLOW, eviction.FLOW, police_violence.FLOW, say_it.FLOW, talk.FLOW)
}
