"""Rules as values: evidence in, label out."""

from wellbeing.catalogue.catalogue import Catalogue
from wellbeing.catalogue.label import BUILT_IN, Category, Group, Label, Rule
from wellbeing.catalogue.tables import RulesFile, Shipped
from wellbeing.catalogue.tool import Kind, OwnTool
from wellbeing.catalogue.tools import Tool

__all__ = [
    "BUILT_IN",
    "Catalogue",
    "Category",
    "Group",
    "Kind",
    "Label",
    "OwnTool",
    "Rule",
    "RulesFile",
    "Shipped",
    "Tool",
]
