"""What it takes to run mifeng: images, charts, rules and dashboards."""
