"""The numbers of the model, each once: groups by mechanism, and the table made from them."""

from orgsim.model.parameters.decisions import Authority, Competence, LeadingSkill, Style, Trust
from orgsim.model.parameters.diagnosis import Diagnosis
from orgsim.model.parameters.levers import Levers, NewHead, Shock, Start
from orgsim.model.parameters.number import Number
from orgsim.model.parameters.operations import Attention, Direction, Improvement, Influence, Process, Work
from orgsim.model.parameters.people import Climate, Engagement, Experience, Leaving
from orgsim.model.parameters.survey import Survey
from orgsim.model.parameters.table import BY_KEY, FIXED, LEVERS, TABLE, Context, Events, Parameter

__all__ = [
    "BY_KEY",
    "FIXED",
    "LEVERS",
    "TABLE",
    "Attention",
    "Authority",
    "Climate",
    "Competence",
    "Context",
    "Diagnosis",
    "Direction",
    "Engagement",
    "Events",
    "Experience",
    "Improvement",
    "Influence",
    "LeadingSkill",
    "Leaving",
    "Levers",
    "NewHead",
    "Number",
    "Parameter",
    "Process",
    "Shock",
    "Start",
    "Style",
    "Survey",
    "Trust",
    "Work",
]
