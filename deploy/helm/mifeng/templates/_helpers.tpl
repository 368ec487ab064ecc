{{- define "mifeng.name" -}}
{{- if contains "mifeng" .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else }}{{ printf "%s-mifeng" (.Release.Name | trunc 43 | trimSuffix "-") }}{{ end }}
{{- end }}

{{- define "mifeng.selector" -}}
app.kubernetes.io/name: mifeng
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "mifeng.labels" -}}
{{ include "mifeng.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "mifeng.image" -}}
{{- $repository := required "image.repository: the image that you have built from deploy/docker/Dockerfile" .Values.image.repository }}
{{- if .Values.image.digest }}{{ $repository }}@{{ .Values.image.digest }}
{{- else }}{{ $repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{ end }}
{{- end }}

{{- define "mifeng.isSasl" -}}
{{- if hasPrefix "SASL" (.Values.config.kafka.security_protocol | default "PLAINTEXT") }}yes{{ end }}
{{- end }}

{{- define "mifeng.isTls" -}}
{{- if hasSuffix "SSL" (.Values.config.kafka.security_protocol | default "PLAINTEXT") }}yes{{ end }}
{{- end }}

{{- /* What the pods of workers and of the exporter share. Everything is refused that is not said here. */}}
{{- define "mifeng.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "mifeng.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
privileged: false
capabilities:
  drop: [ALL]
{{- end }}

{{- define "mifeng.placement" -}}
{{- with .Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}
