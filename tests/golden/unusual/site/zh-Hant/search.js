eventdocsIndex([],[
["007","QuotaExceeded","磁碟區已滿。寫入失敗。",["磁碟區 %1 有 %2!d! 個位元組。","Volume %1 holds %2!d! bytes.\nFree <some> & *all* of [it]."],["The volume is *full*; see <xref:Example.Quota> or [the guide](https://docs.example.org/quota). Writes fail with `E_QUOTA | E_FULL`.","Raised by the quota service.","Only administrators see this event.","Too many files.","Free some space.","Delete files.","# Not a heading: ask for a bigger quota.","The values come from the driver.","The volume | its path.","bytes","How much.","Never negative."],"","007-quotaexceeded-v2"],
["1","DiskOffline","A disk went offline.",["Disk {Number} is offline."],[],"","disk/1-diskoffline"]
]);
