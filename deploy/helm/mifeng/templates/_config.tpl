{{- /* The configuration as a mapping: the values, and over them what the chart has to decide. */}}
{{- define "mifeng.config" -}}
{{- $config := deepCopy .Values.config }}
{{- $kafka := $config.kafka }}
{{- $_ := required "config.kafka.bootstrap: the brokers, HOST:PORT with commas between" $kafka.bootstrap }}
{{- $_ := set $config "data_dir" "/data" }}
{{- $_ := set $config "bus" (dict "kind" "kafka") }}
{{- $_ := set $config "keys" (dict "reviewer_public" "/etc/mifeng/keys/reviewer.pub" "pseudonym" "/etc/mifeng/keys/pseudonym.key") }}
{{- $_ := set $config "metrics" (dict "host" "0.0.0.0" "port" 9464) }}
{{- if .Values.policy }}
{{- $_ := set $config "policy" "/etc/mifeng/config/policy.yaml" }}
{{- end }}
{{- if include "mifeng.isSasl" . }}
{{- $_ := required "config.kafka.sasl_username: config.kafka.security_protocol asks for one" $kafka.sasl_username }}
{{- $_ := required "secrets.kafkaPassword.name: config.kafka.security_protocol asks for a password" .Values.secrets.kafkaPassword.name }}
{{- $_ := set $kafka "password_file" "/etc/mifeng/kafka/password" }}
{{- end }}
{{- if .Values.secrets.kafkaTls.name }}
{{- $_ := set $kafka "ssl_cafile" "/etc/mifeng/tls/ca.crt" }}
{{- if .Values.secrets.kafkaTls.cert }}
{{- $_ := set $kafka "ssl_certfile" "/etc/mifeng/tls/tls.crt" }}
{{- $_ := set $kafka "ssl_keyfile" "/etc/mifeng/tls/tls.key" }}
{{- end }}
{{- end }}
{{- toYaml $config }}
{{- end }}

{{- /* As TOML. Helm's own toToml writes whole numbers as 200.0; those of JSON are TOML as they are, strings and lists too. */}}
{{- define "mifeng.toml" -}}
{{- $config := include "mifeng.config" . | fromYaml }}
{{- $routes := $config.routes }}
{{- range $name, $value := omit $config "routes" }}
{{- if not (kindIs "map" $value) }}
{{ $name }} = {{ toJson $value }}
{{- end }}
{{- end }}
{{- range $table, $pairs := $config }}
{{- if kindIs "map" $pairs }}

[{{ $table }}]
{{- range $name, $value := $pairs }}
{{ $name }} = {{ toJson $value }}
{{- end }}
{{- end }}
{{- end }}
{{- range $routes }}

[[routes]]
{{- range $name, $value := . }}
{{ $name }} = {{ toJson $value }}
{{- end }}
{{- end }}
{{- end }}

{{- /* The input topics, separated by spaces: those of config.routes, or the built-in two. */}}
{{- define "mifeng.inputs" -}}
{{- $inputs := list }}
{{- range .Values.config.routes }}{{ $inputs = append $inputs .input }}{{ end }}
{{- $inputs | default (list "mifeng.messages" "mifeng.notes") | join " " }}
{{- end }}
