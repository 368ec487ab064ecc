{{- /* Files of the configuration and of the Secrets: for the group to read, which is the pod's. */}}
{{- define "mifeng.volumes" -}}
{{- $mode := 0440 }}
- name: config
  configMap:
    name: {{ include "mifeng.name" . }}
    defaultMode: 0444
{{- if include "mifeng.isSasl" . }}
- name: kafka
  secret:
    secretName: {{ .Values.secrets.kafkaPassword.name }}
    defaultMode: {{ $mode }}
    items: [{key: {{ .Values.secrets.kafkaPassword.key }}, path: password}]
{{- end }}
{{- with .Values.secrets.kafkaTls }}
{{- if .name }}
- name: tls
  secret:
    secretName: {{ .name }}
    defaultMode: {{ $mode }}
    items:
      - {key: {{ .ca }}, path: ca.crt}
      {{- if .cert }}
      - {key: {{ .cert }}, path: tls.crt}
      - {key: {{ .key }}, path: tls.key}
      {{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "mifeng.mounts" -}}
- {name: config, mountPath: /etc/mifeng/config, readOnly: true}
{{- if include "mifeng.isSasl" . }}
- {name: kafka, mountPath: /etc/mifeng/kafka, readOnly: true}
{{- end }}
{{- if .Values.secrets.kafkaTls.name }}
- {name: tls, mountPath: /etc/mifeng/tls, readOnly: true}
{{- end }}
{{- end }}

{{- /* What only a worker has: the keys. */}}
{{- define "mifeng.keyVolumes" -}}
{{- with .Values.secrets.keys }}
- name: keys
  secret:
    secretName: {{ required "secrets.keys.name: a Secret with what `mifeng keys create` has made for workers" .name }}
    defaultMode: 0440
    items:
      - {key: {{ .reviewerPublic }}, path: reviewer.pub}
      - {key: {{ .pseudonym }}, path: pseudonym.key}
{{- end }}
{{- with .Values.secrets.casesKey }}
{{- if .name }}
- name: cases-key
  secret:
    secretName: {{ .name }}
    defaultMode: 0440
    items: [{key: {{ .key }}, path: cases.key}]
{{- end }}
{{- end }}
{{- end }}

{{- define "mifeng.keyMounts" -}}
- {name: keys, mountPath: /etc/mifeng/keys, readOnly: true}
{{- if .Values.secrets.casesKey.name }}
- {name: cases-key, mountPath: /etc/mifeng/cases, readOnly: true}
{{- end }}
{{- end }}
