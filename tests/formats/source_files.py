"""Small sources with everything that the readers support: a manifest, its table, a message file."""

MANIFEST = """\
<?xml version="1.0" encoding="utf-8"?>
<!-- not a declaration: <?xml version="1.0" encoding="utf-16"?> -->
<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events">
  <instrumentation xmlns:win="http://manifests.microsoft.com/win/2004/08/windows/events">
    <events>
      <provider name="Contoso-Disk" guid="{0f0e0d0c-0b0a-4908-8706-050403020100}" symbol="DISK"
          message="$(string.title)">
        <channels>
          <importChannel chid="SYS" name="System"/>
          <channel chid="ADM" name="Contoso-Disk/Admin" type="Admin" enabled="true" isolation="System"
              message="$(string.admin)" symbol="DISK_ADMIN">
            <publishing><level>2</level><keywords>0x1</keywords></publishing>
          </channel>
        </channels>
        <levels><level name="Audit" value="16" message="$(string.audit)"/></levels>
        <keywords>
          <keyword name="Quota" mask="0x1" message="$(string.quota)"/>
          <keyword name="Storage" mask="0x8000000000" symbol="STORAGE"/>
        </keywords>
        <tasks>
          <task name="Write" value="1" message="$(string.write)">
            <opcodes><opcode name="Retry" value="11" message="$(string.retry)"/></opcodes>
          </task>
        </tasks>
        <opcodes><opcode name="Retry" value="12"/></opcodes>
        <maps>
          <valueMap name="Sizes"><map value="1" message="$(string.small)"/><map value="0x2" symbol="BIG"/></valueMap>
          <bitMap name="Flags"><map value="0x4" message="$(string.small)"/></bitMap>
        </maps>
        <templates>
          <template tid="disk">
            <data name="disk" inType="win:UnicodeString" outType="xs:string"/>
            <data name="size" inType="win:UInt32" map="Sizes" length="4" count="disk"/>
            <struct name="parts" count="size">
              <data name="part" inType="win:UInt8" outType="win:HexInt8"/>
            </struct>
            <UserData><Disk><disk>%1</disk></Disk></UserData>
          </template>
        </templates>
        <events>
          <event value="0x07" symbol="DiskFull" level="win:Error" channel="ADM" keywords="Storage Quota "
              task="Write" opcode="Retry" template="disk" message="$(string.full)"/>
          <event value="007" version="2" symbol="DiskFull_V2" level="Audit" message="$(string.full)"/>
          <event value="8" level="win:Always" task="Write" opcode="win:Start"/>
          <event value="9" message="$(string.blank)" opcode="win:Info"/>
        </events>
      </provider>
      <provider name="Contoso-Network" guid="{0f0e0d0c-0b0a-4908-8706-050403020101}">
        <events><event value="7" task="win:None" opcode="win:Info" message="$(string.full)"/></events>
      </provider>
    </events>
    <perftrack><events><event value="8" provider="Contoso-Disk"/></events></perftrack>
    <counters><provider providerName="Contoso"/></counters>
  </instrumentation>
  <localization>
    <resources culture="en-US">
      <stringTable>
        <string id="title" value="Disks"/>
        <string id="admin" value="Administration"/>
        <string id="audit" value="Audit"/>
        <string id="quota" value="Disk quota"/>
        <string id="write" value="Write"/>
        <string id="retry" value="Retry"/>
        <string id="small" value="Small"/>
        <string id="full" value="  Disk %1 is full:%n&#13;&#10;%2!u! bytes&#13;&#10;"/>
        <string id="blank" value="&#13;&#10;"/>
        <string id="unused" value="Unused"/>
      </stringTable>
    </resources>
    <resources culture="de">
      <stringTable><string id="full" value="Datenträger %1 ist voll."/></stringTable>
    </resources>
  </localization>
</instrumentationManifest>
"""

MESSAGES = """\
;// Messages of the disk service
MessageIdTypedef=DWORD
SeverityNames=(Success=0x0:SUCCESS  Warning=0x2
;// Informational is not used
    Error=0x3:ERR
)
FacilityNames=(Disk=0x7:FACILITY_DISK)
LanguageNames=(English=0x409:MSG00409 German=0x7:MSG00007)

MessageId=0x10 Severity=Error Facility=Disk SymbolicName=MSG_FULL
Language=English
  The disk %1 is full.

; this is text
.
Language=German
Der Datenträger %1 ist voll.
.

MessageId=
SymbolicName=MSG_SLOW
Severity=Warning
Language=English
The disk %1 is slow.%0
.
"""

TABLE = """\
1 MUI "MUI1_1.bin"

1 MESSAGETABLE
{
0x10000001,  \t"Quota de disco\\r\\n"
0x3001000B,  \t"Repetir\\r\\n"
0x50000010,  \t"Auditoria\\r\\n"
0x70000001,  \t"Escrita\\r\\n"
0x90000001,  \t"Administra\\xE7\\xE3o\\r\\n"
0xB0000007,  \t"  O disco \\"%1\\" est\\xE1 cheio:%n\\r\\n%2!u! bytes\\r\\n"
}

1 VERSIONINFO
{
BLOCK "VarFileInfo"
{
\tVALUE "Translation", 0x0416 0x04B0
}
}
"""

ENGLISH_TABLE = """\
1 MESSAGETABLE
{
0x10000001, "Disk quota\\r\\n"
0x3001000B, "Retry\\r\\n"
0x50000010, "Another level\\r\\n"
0x70000001, "Write\\r\\n"
0x90000001, "Administration\\r\\n"
0xB0000007, "  Disk %1 is full:%n\\r\\n%2!u! bytes\\r\\n"
}
VALUE "Translation", 0x0409 0x04B0
"""
