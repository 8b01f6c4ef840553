from grappe.apps.projects.models.conflict import ProjectConflict
from grappe.apps.projects.models.participation import FundingLine, Participation, ProjectLabel
from grappe.apps.projects.models.project import Project

__all__ = ["FundingLine", "Participation", "Project", "ProjectConflict", "ProjectLabel"]
