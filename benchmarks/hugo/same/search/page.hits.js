{{- $rows := slice -}}
{{- range first 8 (after .Params.start site.Home.RegularPages) -}}
{{- $rows = $rows | append (dict "id" .Params.id "name" .Params.name "level" .Params.level "about" .Params.about "message" .Params.message) -}}
{{- end -}}
eventdocsIndex({{ $rows | jsonify }})
