"""Write the dashboards."""

from deploy.grafana.dashboards import generated

for path, text in generated().items():
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
