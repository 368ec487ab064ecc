"""Dashboards as code, from which Grafana's JSON is generated: ``python -m deploy.grafana``."""
