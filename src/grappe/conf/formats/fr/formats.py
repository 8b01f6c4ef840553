"""French: the first of a month is an ordinal, 1er; ``S`` says so (`grappe.web.ui.ordinals`)."""

DATE_FORMAT = "jS F Y"
DATETIME_FORMAT = "jS F Y H:i"
MONTH_DAY_FORMAT = "jS F"
SHORT_DATE_FORMAT = "jS N Y"
SHORT_DATETIME_FORMAT = "jS N Y H:i"
