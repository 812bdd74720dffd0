{{- $rows := slice -}}
{{- range site.Home.RegularPages -}}
{{- $rows = $rows | append (dict "id" .Params.id "name" .Params.name "about" .Params.about "message" .Params.message) -}}
{{- end -}}
eventdocsIndex({{ $rows | jsonify }})
