from grappe.apps.accounts.models.audit import AuditEntry
from grappe.apps.accounts.models.role_grant import RoleGrant
from grappe.apps.accounts.models.seal import AuditCheck, AuditDigest, AuditSeal, UnsealedEntry
from grappe.apps.accounts.models.token import ApiToken
from grappe.apps.accounts.models.user import User

__all__ = ["ApiToken", "AuditCheck", "AuditDigest", "AuditEntry", "AuditSeal", "RoleGrant", "UnsealedEntry", "User"]
