"""The kinds of steps, one file each."""

from handlers.steps.ask import Ask, Media
from handlers.steps.choice import Choice, Choices
from handlers.steps.count import Count
from handlers.steps.options import Group, Option
from handlers.steps.place import Place
from handlers.steps.say import Say
from handlers.steps.when import When

__all__ = ["Ask", "Choice", "Choices", "Count", "Group", "Media", "Option", "Place", "Say", "When"]
