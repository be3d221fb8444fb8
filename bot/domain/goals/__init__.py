"""Goals: posts, job-responsibility forms, KPI sheets that both sides sign, and figures."""
