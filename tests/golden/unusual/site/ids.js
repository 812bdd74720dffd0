eventdocsIndex([["007","QuotaExceeded","007-quotaexceeded-v2"],["1","DiskOffline","disk/1-diskoffline"]]);
