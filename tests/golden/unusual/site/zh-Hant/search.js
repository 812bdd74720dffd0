eventdocsIndex([
["007-quotaexceeded-v2","007","007 - QuotaExceeded","error","磁碟區已滿。 寫入失敗。",["磁碟區 %1 有 %2!d! 個位元組。","Volume %1 holds %2!d! bytes.\nFree <some> & *all* of [it]."],"The volume is *full*; see <xref:Example.Quota> or [the guide](https://docs.example.org/quota). Writes fail with `E_QUOTA | E_FULL`.\nRaised by the quota service.\nOnly administrators see this event.\nToo many files.\nFree some space.\nDelete files.\n# Not a heading: ask for a bigger quota.\nThe values come from the driver.\nThe volume | its path.\nbytes\nHow much.\nNever negative."],
["disk/1-diskoffline","1","1 - DiskOffline","critical","A disk went offline.",["Disk {Number} is offline."],""]
]);
