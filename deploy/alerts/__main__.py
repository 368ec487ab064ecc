"""Write the rules and their unit tests."""

from deploy.alerts.files import generated

for path, text in generated().items():
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
