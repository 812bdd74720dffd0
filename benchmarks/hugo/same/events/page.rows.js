{{- $rows := slice -}}
{{- range first 200 (after (mul (sub .Params.number 1) 200) site.Home.RegularPages) -}}
{{- $rows = $rows | append (dict "id" .Params.id "name" .Params.name "slug" .Params.slug "level" .Params.level "levelText" (index .Params.facts.level.value 0) "channel" (index .Params.facts.channel.value 0) "about" .Params.about) -}}
{{- end -}}
eventdocsIndex({{ $rows | jsonify }})
