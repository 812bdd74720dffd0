"""Texts in each placeholder syntax; ⟦ ⟧ marks the placeholders, one text a line.

Everything outside of the marks is ordinary text in that syntax.
"""

from eventdocs.text.placeholders import Syntaxes

CUSTOM = r"~[a-z]+(?:-\d{1,3})?~|#\w+#"

WINDOWS = r"""
Disk ⟦%1⟧ is full.
⟦%1⟧⟦%2⟧⟦%3⟧
⟦%1!s!⟧ of ⟦%2!d!⟧
⟦%12⟧ and ⟦%99⟧
⟦%1!-10s!⟧|⟦%2!08X!⟧
⟦%1!ws!⟧ ⟦%2!I64u!⟧
⟦%%⟧ is a sign
100⟦%%⟧ sure
One⟦%n⟧Two⟦%n⟧⟦%t⟧Three
Logon.⟦%n⟧⟦%t⟧Account Name:⟦%t⟧⟦%1⟧
a⟦%r⟧b⟦%b⟧c
Wait⟦%.⟧ Stop⟦%!⟧
The end⟦%0⟧
Error ⟦%%5⟧ and ⟦%%1234⟧
70% nominal, 1.5% n
70⟦%%⟧
50% of ⟦%1⟧
Retry at ⟦%1⟧%.
⟦%1⟧% done
'⟦%1⟧'
(⟦%1⟧)
⟦%1⟧ms
C:\⟦%1⟧\x
%tmp%\x
%nothing%\y ⟦%1⟧
⟦%n⟧Disk⟦%1⟧
% 1 and %a and %
{0} {name} $1 @A@ <file>
％1
%s %d %(name)s
⟦%1⟧.⟦%2⟧.⟦%3⟧
⟦%1!d!⟧!
⟦%1!5.2f!⟧ of ⟦%2⟧
[⟦%1⟧] ⟦%2⟧
⟦%1⟧/⟦%2⟧
디스크 ⟦%1⟧이 꽉 찼습니다.
「⟦%1⟧」を開きます⟦%n⟧
"""

PRINTF = r"""
⟦%s⟧ took ⟦%d⟧ ms
⟦%1$s⟧ and ⟦%2$d⟧
⟦%-10.3f⟧|⟦%+d⟧|⟦%#x⟧|⟦%05d⟧
⟦%zu⟧ ⟦%ld⟧ ⟦%lld⟧ ⟦%hhd⟧ ⟦%hu⟧
⟦%jd⟧ ⟦%td⟧ ⟦%Lf⟧ ⟦%qd⟧
⟦%*d⟧ ⟦%.*s⟧ ⟦%-*s⟧
⟦%2$*1$d⟧
⟦%3$.*2$s⟧
⟦%m⟧
Got error ⟦%M⟧ from ⟦%-.48s⟧
⟦%-.64s⟧.⟦%-.64s⟧
100⟦%%⟧
⟦%d⟧⟦%%⟧ of ⟦%s⟧
100% sure
50%de
5 % of it
⟦%c⟧⟦%c⟧⟦%c⟧
⟦%p⟧ ⟦%i⟧ ⟦%o⟧ ⟦%u⟧ ⟦%X⟧
⟦%e⟧ ⟦%E⟧ ⟦%g⟧ ⟦%G⟧ ⟦%a⟧ ⟦%A⟧ ⟦%F⟧
⟦%S⟧ ⟦%C⟧ ⟦%ls⟧ ⟦%lc⟧
⟦%I64d⟧ ⟦%I32u⟧ ⟦%ws⟧
"⟦%s⟧"
'⟦%s⟧' is not a ⟦%s⟧
⟦%s⟧: ⟦%s⟧
⟦%d⟧MB
% d and %1 and %
%n %t {0} $1
0x⟦%02x⟧
(⟦%s⟧)
⟦%10$s⟧
⟦%.2f⟧s
version ⟦%d⟧.⟦%d⟧
%(name)s
⟦%s⟧%
[⟦%5d⟧]
⟦%2$s⟧, ⟦%1$s⟧
⟦%s⟧을 열 수 없습니다.
⟦%Rg⟧ of ⟦%s⟧
"""

PASCAL = r"""
⟦%s⟧ took ⟦%d⟧ ms
⟦%0:s⟧ and ⟦%1:d⟧
⟦%S⟧ ⟦%D⟧ ⟦%X⟧
⟦%-10.3n⟧|⟦%8d⟧|⟦%-8s⟧
⟦%*.*f⟧ ⟦%*d⟧ ⟦%-*s⟧ ⟦%.*f⟧
⟦%1:-10.3n⟧
⟦%0:*.*f⟧
⟦%:s⟧ is the first
⟦%*:d⟧
⟦%d⟧ ⟦%u⟧ ⟦%x⟧ ⟦%p⟧
⟦%e⟧ ⟦%f⟧ ⟦%g⟧ ⟦%n⟧ ⟦%m⟧
⟦%E⟧ ⟦%F⟧ ⟦%G⟧ ⟦%N⟧ ⟦%M⟧ ⟦%P⟧ ⟦%U⟧
⟦%.2f⟧s
⟦%8.2m⟧ of ⟦%2:.0f⟧
⟦%12:s⟧
⟦%0:s⟧⟦%1:s⟧
⟦%1:s⟧ ⟦%s⟧
100⟦%%⟧
⟦%d⟧⟦%%⟧ of ⟦%s⟧
100% sure
50%de
5 % of it
%-ending
%NAME%\path
%i %c %o %ld %zu %1$s %+d %#x %05.1q
%t %1 {0} $1 @A@ <file>
% d and % 0:s and %
%(name)s
%1 :s
(⟦%s⟧) "⟦%s⟧" '⟦%0:s⟧'
⟦%s⟧: ⟦%s⟧
⟦%0:s⟧: ⟦%1:s⟧
⟦%d⟧MB
⟦%08x⟧ $⟦%4x⟧
⟦%.d⟧
⟦%0:s⟧%
[⟦%5d⟧]
⟦%s⟧.⟦%s⟧
C:\⟦%s⟧\⟦%s⟧
⟦%0:s⟧을 열 수 없습니다.
「⟦%s⟧」を開きます
⟦%1:s⟧/⟦%0:s⟧
%ж ⟦%s⟧
"""

BRACES = r"""
⟦{0}⟧ of ⟦{1}⟧
⟦{0,-10:X}⟧|⟦{1,5}⟧
⟦{0:N2}⟧
⟦{0:yyyy-MM-dd HH:mm}⟧
⟦{name}⟧
⟦{user_name}⟧ ⟦{_x}⟧
⟦{a.b}⟧ ⟦{a.b.c}⟧
⟦{vm.name}⟧
⟦{items[0]}⟧
⟦{0:x8}⟧
⟦{name:>10}⟧
⟦{value!r}⟧
⟦{{⟧ and ⟦}}⟧
⟦{{0}}⟧
⟦{{⟧⟦{0}⟧⟦}}⟧
⟦{{name}}⟧
{ no } {}
{ name }
{a b}
{0
0}
⟦{0}⟧⟦{1}⟧
'⟦{0}⟧'
⟦{10}⟧ ⟦{123}⟧
⟦{0, 10}⟧
⟦{0:0.00}⟧%
%1 %s $1 @A@
-output:⟦{file}⟧
The ⟦{EXCEPTION}⟧
⟦{level,5}⟧
⟦{{⟧0}
{1x}
⟦{0:#,##0}⟧
[⟦{0}⟧] ⟦{1}⟧
⟦{name}⟧%
「⟦{0}⟧」を開きます
⟦{0}⟧/⟦{1}⟧
$⟦{name}⟧
"""

PYTHON = r"""
⟦%(name)s⟧
⟦%(name)s⟧ of ⟦%(count)d⟧
⟦%(x)5.2f⟧
⟦%(x)-10s⟧|
⟦%(a b)s⟧
⟦%(n)r⟧
⟦%(n)x⟧ ⟦%(n)i⟧
100⟦%%⟧
⟦{}⟧ and ⟦{}⟧
⟦{0}⟧ ⟦{1}⟧
⟦{name}⟧
⟦{name!r}⟧ ⟦{name!s:>5}⟧
⟦{a.b}⟧ ⟦{a[0]}⟧
⟦{x:.2f}⟧
⟦{{⟧⟦}}⟧
⟦{{x}}⟧
%s %d
%(name)
%(name) s
% (name)s
5% of it
⟦%(a)s⟧⟦%(b)s⟧
'⟦%(a)s⟧'
⟦{0:>10}⟧
{ name }
⟦%(user.name)s⟧
%1 $1 @A@
⟦%(x)+d⟧
⟦%(x)#o⟧
⟦%(x)c⟧ ⟦%(x)e⟧
⟦{name}⟧=⟦{value}⟧
(⟦%(n)d⟧)
⟦%(name)s⟧%
[⟦%(a)s⟧] ⟦{b}⟧
「⟦%(name)s⟧」を開きます
⟦{0}⟧/⟦{1}⟧
⟦%(a)s⟧⟦%%⟧
⟦%(größe)d⟧ MB
"""

ICU = r"""
Hello ⟦{name}⟧.
⟦{0}⟧ and ⟦{1}⟧
⟦{ name }⟧
⟦{d, date}⟧
⟦{d, date, short}⟧
⟦{n, number, percent}⟧
⟦{n, number,::compact-short}⟧
⟦{n, plural, one {⟧⟦#⟧ file⟦} other {⟧⟦#⟧ files⟦}}⟧
⟦{n, plural, =0 {⟧none⟦} other {⟧many⟦}}⟧
⟦{n, plural, offset:1 one {⟧⟦#⟧⟦} other {⟧x⟦}}⟧
⟦{n,plural,one{⟧a⟦}other{⟧b⟦}}⟧
⟦{n, selectordinal, one {⟧⟦#⟧st⟦} other {⟧⟦#⟧th⟦}}⟧ of all
⟦{g, select, male {⟧his⟦} other {⟧their⟦}}⟧
⟦{g, select, other {⟧# stays⟦}}⟧
⟦{g, select, a {⟧⟦{x}⟧⟦} other {⟧⟦{y}⟧⟦}}⟧
⟦{g, select, a {⟧⟦{n, plural, other {⟧⟦#⟧⟦}}⟧⟦} other {⟧-⟦}}⟧
it⟦''⟧s ⟦{x}⟧
don't
⟦'{'⟧x⟦'}'⟧
⟦'{not an argument}'⟧
⟦'{it''s}'⟧ ⟦{x}⟧
⟦{n, plural, other {⟧⟦'#'⟧ and ⟦#⟧⟦}}⟧
'#' outside
# outside
⟦{a.b}⟧ ⟦{a_b}⟧ ⟦{a-b}⟧
⟦{x}⟧⟦{y}⟧
(⟦{x}⟧)
%1 %s $1 @A@
⟦{n, plural, one {⟧⟦{x}⟧ file⟦} other {⟧⟦{x}⟧ files⟦}}⟧
5 ⟦{unit}⟧
⟦{t, time, medium}⟧
⟦'{⟧
「⟦{name}⟧」を開きます
[⟦{a}⟧]/⟦{b}⟧
⟦{n, plural, few {⟧⟦#⟧ pliki⟦} many {⟧⟦#⟧ plików⟦} other {⟧⟦#⟧ pliku⟦}}⟧
"""

JOURNAL = r"""
Unit ⟦@UNIT@⟧ failed.
⟦@UNIT@⟧⟦@RESULT@⟧
⟦@UNIT@⟧ ⟦@UNIT@⟧
⟦@_PID@⟧ ⟦@_UID@⟧
⟦@MESSAGE_ID@⟧
⟦@A@⟧ ⟦@A1@⟧
(⟦@UNIT@⟧)
'⟦@UNIT@⟧'
⟦@USER_ID@⟧.
⟦@DEVICE@⟧: ⟦@WHERE@⟧
user@example.org
a@B.c
a⟦@B@⟧c
@unit@
@ UNIT @
@UNIT
UNIT@
@@
@1A@
@UNIT-A@
@UNIT A@
⟦@JOURNAL_NAME@⟧ (⟦@JOURNAL_PATH@⟧)
/run/⟦@NAME@⟧/x
x⟦@NAME@⟧x
%1 {0} $1 <file>
⟦@EXIT_STATUS@⟧%
⟦@LIMIT_PRETTY@⟧,
⟦@AVAILABLE_PRETTY@⟧
⟦@CONFIG_FILE@⟧:⟦@CONFIG_LINE@⟧
⟦@N_DROPPED@⟧ lost
＠UNIT＠
⟦@A@⟧B⟦@C@⟧
"⟦@UNIT@⟧"
[⟦@UNIT@⟧]
⟦@UNIT@⟧/⟦@SLICE@⟧
⟦@UNIT@⟧.
⟦@UNIT@⟧,
⟦@UNIT@⟧: failed
/run/⟦@UNIT@⟧/x
⟦@UNIT@⟧을 시작했습니다.
「⟦@UNIT@⟧」を開始します
⟦@EXIT_CODE@⟧/⟦@EXIT_STATUS@⟧
⟦@COREDUMP_PID@⟧ (⟦@COREDUMP_COMM@⟧)
"""

MUSTACHE = r"""
Hello ⟦{{name}}⟧
⟦{{ name }}⟧
⟦{{.Name}}⟧
⟦{{ .Name }}⟧
⟦{{.User.Name}}⟧
⟦{{{raw}}}⟧
⟦{{&raw}}⟧
⟦{{#list}}⟧x⟦{{/list}}⟧
⟦{{^none}}⟧x⟦{{/none}}⟧
⟦{{> part}}⟧
⟦{{! note }}⟧
⟦{{printf "%s" .X}}⟧
⟦{{.A}}⟧⟦{{.B}}⟧
(⟦{{a}}⟧)
'⟦{{a}}⟧'
⟦{{a.b}}⟧
⟦{{a-b}}⟧
⟦{{a_b}}⟧
⟦{{$x}}⟧
⟦{{.}}⟧
⟦{{@index}}⟧
⟦{{a | upper}}⟧
⟦{{if .X}}⟧x⟦{{end}}⟧
⟦{{range .L}}⟧⟦{{.}}⟧⟦{{end}}⟧
{name} {0}
{{}}
{{name}
{name}}
{ {name} }
%1 %s $1
⟦{{a}}⟧%
⟦{{ a.b.c }}⟧:⟦{{d}}⟧
「⟦{{name}}⟧」を開きます
[⟦{{a}}⟧] ⟦{{b}}⟧
⟦{{a}}⟧/⟦{{b}}⟧
⟦{{a}}⟧을 열 수 없습니다.
$⟦{{price}}⟧
"""

SHELL = r"""
Use ⟦$1⟧.
⟦$1⟧ ⟦$2⟧ ⟦$10⟧
⟦${name}⟧
⟦${NAME}⟧
⟦${1}⟧
⟦${10}⟧
⟦${name:-default}⟧
⟦${name%.txt}⟧
⟦${name#a}⟧
⟦$$⟧
⟦$$⟧1
⟦$0⟧
'⟦$1⟧'
"⟦$1⟧"
(⟦${a}⟧)
⟦${a}⟧⟦${b}⟧
⟦$1⟧⟦$2⟧
$name
$ 1
$100
$1.50
$1,000
⟦$1⟧.
⟦$1⟧, then
${ name }
${}
$(name)
$
⟦${a_b}⟧
⟦${a/b/c}⟧
cp ⟦$1⟧ ⟦$2⟧
%1 {0} @A@
/⟦${dir}⟧/x
[⟦$1⟧]
⟦$1⟧/⟦$2⟧
⟦$1⟧: ⟦$2⟧
⟦${1:-x}⟧
「⟦$1⟧」を開きます
⟦${dir}⟧을 열 수 없습니다.
⟦${name}⟧=⟦$1⟧
⟦${a}⟧, ⟦${b}⟧
"""

ANGLE = r"""
Give ⟦<file>⟧.
⟦<file>⟧ ⟦<dir>⟧
⟦<file name>⟧
⟦<file-name>⟧
⟦<file_name>⟧
⟦<file.txt>⟧
⟦<Datei>⟧
⟦<файл>⟧
⟦<ファイル>⟧
⟦<n>⟧
⟦<n1>⟧
'⟦<file>⟧'
[⟦<file>⟧...]
--out=⟦<file>⟧
⟦<a>⟧|⟦<b>⟧
⟦<a>⟧:⟦<b>⟧
(⟦<a>⟧)
a < b
a < b and c > d
a <= b >= c
<https://example.org>
</b>
<1>
<>
< file >
<⟦<x>⟧>
->
<-
=>
%1 {0} $1
⟦<user>⟧@⟦<host>⟧
‹file›
"⟦<file>⟧"
⟦<file>⟧.
⟦<file>⟧, ⟦<dir>⟧
⟦<file>⟧/⟦<name>⟧
⟦<a>⟧=⟦<b>⟧
⟦<a>⟧-⟦<b>⟧
「⟦<file>⟧」を開きます
⟦<파일>⟧을 엽니다.
⟦<ملف>⟧
-o ⟦<file>⟧ ⟦<dir>⟧
⟦<a>⟧⟦<b>⟧
⟦<größe>⟧ MB
"""

OWN = r"""
Give ⟦~file~⟧.
⟦~a~⟧⟦~b~⟧
⟦~a~⟧ ⟦~b~⟧ ⟦~c~⟧
⟦~file-1~⟧
⟦~file-123~⟧
⟦#x#⟧
⟦#X1#⟧ ⟦#y_2#⟧
(⟦~a~⟧)
'⟦~a~⟧'
⟦~a~⟧.
x⟦~a~⟧x
⟦~a~⟧#
~
~~
~A~
~a b~
~ a ~
~a
a~
~a-~
~a-1234~
##
# x #
#1
⟦#1#⟧
⟦~file~⟧:⟦#line#⟧
%1 %s {0} $1
/tmp/⟦~name~⟧/x
～a～
⟦~abc~⟧,
⟦#ü#⟧
"⟦~a~⟧"
[⟦~a~⟧]
⟦~a~⟧/⟦~b~⟧
⟦~a~⟧=⟦#b#⟧
⟦#a#⟧⟦#b#⟧
⟦~a-9~⟧.
⟦#x#⟧, ⟦~y~⟧
「⟦~a~⟧」を開きます
⟦~a~⟧을 엽니다.
⟦#größe#⟧ MB
⟦#файл#⟧
-o ⟦~file~⟧
⟦~a~⟧: ⟦~b~⟧
⟦#_#⟧
"""

CASES = {
    Syntaxes(("windows",)): WINDOWS,
    Syntaxes(("printf",)): PRINTF,
    Syntaxes(("pascal",)): PASCAL,
    Syntaxes(("braces",)): BRACES,
    Syntaxes(("python",)): PYTHON,
    Syntaxes(("icu",)): ICU,
    Syntaxes(("journal",)): JOURNAL,
    Syntaxes(("mustache",)): MUSTACHE,
    Syntaxes(("shell",)): SHELL,
    Syntaxes(("angle",)): ANGLE,
    Syntaxes((), CUSTOM): OWN,
}
