from dataclasses import asdict

from grappe.apps.accounts.models import AuditCheck
from grappe.apps.accounts.queries.log_check import LogReport, check_log


def record_check() -> AuditCheck:
    """Read the whole log and keep what was found, for the office to see."""
    return keep_report(check_log())


def keep_report(report: LogReport) -> AuditCheck:
    return AuditCheck.objects.create(entries=report.entries, faults=[asdict(fault) for fault in report.faults])
