eventdocsIndex(["1-303",["","Example-Storage","","","",[],[],"Example-Storage","store/index"],["","Example-Disk","","","",[],[],"Example-Disk","disk/index"]]);
