"""Measure how many findings about professional translations are right: `make precision`.

The texts are messages of free software with translations in ten locales, from packages that are downloaded to
a folder outside the project. They become catalogs in memory, each with the placeholder syntaxes of its
software: those that the flags of PO files give, such as `c-format`, or those of the package if it has only
compiled files. The script prints the number of findings by rule and locale, then a random sample of findings,
each with its verdict if `precision-verdicts.csv` has one.

Rules are improved with the findings in a set of packages, so only a set that nobody has looked at before
shows how they do on other catalogs. docs/explanation/precision.md has the figures of each set before any rule was
changed because of it.

    python -m tests.precision FOLDER [--set first] [--pairs 40000] [--sample 200] [--seed 1] [--rule ED507]
        [--locale ko-KR] [--errors]
"""

import argparse
import csv
import hashlib
import json
import re
import struct
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import NamedTuple

from eventdocs.commands.check import all_diagnostics
from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.store.catalog import parse_catalog

VERDICTS = Path(__file__).with_name("precision-verdicts.csv")
LOCALES = {
    "de": "de-DE",
    "es": "es-ES",
    "fr": "fr-FR",
    "ja": "ja-JP",
    "ko": "ko-KR",
    "pl": "pl-PL",
    "pt_BR": "pt-BR",
    "ru": "ru-RU",
    "tr": "tr-TR",
    "zh_CN": "zh-CN",
    "zh_Hans": "zh-CN",
    **{tag.replace("-", "_"): tag for tag in ("de-DE", "es-ES", "fr-FR", "ja-JP", "ko-KR", "pl-PL")},
    **{tag.replace("-", "_"): tag for tag in ("ru-RU", "tr-TR")},
    **{
        tag: tag
        for tag in ("de-DE", "es-ES", "fr-FR", "ja-JP", "ko-KR", "pl-PL", "pt-BR", "ru-RU", "tr-TR", "zh-CN")
    },
}
TAGS = tuple(dict.fromkeys(LOCALES.values()))


class Packages(NamedTuple):
    """Packages from which a sample is drawn. `sources` are source packages: apt needs a `deb-src` line."""

    debian: tuple[str, ...]
    pypi: tuple[str, ...]
    sources: tuple[str, ...] = ()


SETS = {
    "first": Packages(
        (
            *("apt", "aptitude-common", "bash", "binutils-common", "bison", "coreutils", "diffutils", "dpkg"),
            *("findutils", "gawk", "gettext", "git", "gnupg-l10n", "grep", "libc-l10n", "libglib2.0-data"),
            *("libgtk-3-common", "make", "nano", "network-manager", "passwd", "postgresql-15", "sed", "sudo"),
            *("systemd", "tar", "util-linux-locales", "wget"),
        ),
        ("django", "djangorestframework"),
    ),
    "second": Packages(
        (
            *("e2fsprogs-l10n", "evolution-data-server-common", "flatpak", "gdbm-l10n", "grub-common"),
            *("gvfs-common", "kio", "lftp", "libdpkg-perl", "man-db", "mc-data", "mercurial-common", "mutt"),
            *("psmisc", "recode", "texinfo", "xz-utils"),
        ),
        ("django-allauth", "django-oscar", "sphinx", "wagtail"),
    ),
    "third": Packages(
        (
            *("alsa-utils", "gnome-control-center-data", "gnucash-common", "kbd", "konsole", "libgnutls30"),
            *("libgpg-error-l10n", "libgphoto2-l10n", "nautilus-data", "pidgin-data", "pspp", "synaptic"),
            *("vim-runtime", "wdiff"),
        ),
        ("django-cms", "django-filter", "humanize", "pretix", "weblate", "wtforms"),
    ),
    "fourth": Packages(
        (
            *("colord-data", "cryptsetup-bin", "epiphany-browser-data", "evince-common", "file-roller"),
            *("gedit-common", "gnome-disk-utility", "gnome-software-common", "gnome-terminal-data"),
            *("hexchat-common", "homebank-data", "libgtk-4-common", "libparted-i18n", "packagekit"),
            "rhythmbox-data",
        ),
        ("django-debug-toolbar", "django-two-factor-auth", "mezzanine"),
    ),
    "seventh": Packages(
        (),
        ("django-countries", "django-filer", "django-helpdesk", "django-simple-history", "hyperkitty"),
        (
            *("cpio", "gnome-calculator", "indent", "okular", "procps", "sharutils"),
            *("system-config-printer", "thunar"),
        ),
    ),
    "eighth": Packages(
        ("gajim", "gnome-calendar", "seahorse", "simple-scan"),
        ("django-parler", "flask-security-too", "postorius"),
        (
            *("acl", "attr", "dos2unix", "libidn2", "mousepad", "pam", "udisks2", "xfce4-panel"),
            "xfce4-power-manager",
        ),
    ),
    "ninth": Packages(
        ("caja-common", "dialog", "eog", "gnome-system-monitor", "mailutils-common", "powertop"),
        ("django-organizations", "django-phonenumber-field", "django-recurrence"),
        (
            *("enscript", "popt", "shared-mime-info", "xfburn", "xfce4-settings", "xfce4-terminal"),
            *("xfdesktop4", "xfwm4"),
        ),
    ),
    "tenth": Packages(
        (
            *(
                "evolution-common",
                "orca",
                "libvirt-l10n",
                "kdevelop-l10n",
                "krita-l10n",
                "dolphin",
                "ktorrent-data",
            ),
            *(
                "cinnamon-l10n",
                "gnome-builder",
                "mate-control-center-common",
                "xournalpp",
                "firewalld",
                "timeshift",
            ),
            *("sylpheed-i18n", "sssd-common"),
        ),
        ("pgadmin4", "plone.app.locales"),
    ),
    "eleventh": Packages(
        (
            *(
                "gimp-data",
                "freeciv-data",
                "gramps",
                "digikam-data",
                "dia-common",
                "anjuta-common",
                "bluefish-data",
            ),
            *(
                "kate5-data",
                "kmail",
                "remmina-common",
                "blueman",
                "pluma-common",
                "mate-panel-common",
                "subversion",
            ),
        ),
        ("spyder", "ckan", "mayan-edms", "calibreweb"),
    ),
    "twelfth": Packages(
        (
            *(
                "inkscape",
                "darktable",
                "fontforge-common",
                "kdenlive-data",
                "gnome-commander-data",
                "weechat-core",
            ),
            *("network-manager-gnome", "gnome-shell-common", "lynx-common", "zim", "tilix-common", "kget"),
            *("gwenview", "partitionmanager", "ibus-data", "dselect", "aspell", "mate-utils-common"),
        ),
        ("trac", "misago", "mailman", "shuup", "nicotine-plus", "solaar", "django-localflavor"),
    ),
    "thirteenth": Packages(
        (
            *(
                "aisleriot",
                "apper-data",
                "ark",
                "atril-common",
                "bleachbit",
                "caja-extensions-common",
                "catfish",
            ),
            *("dconf-editor", "engrampa-common", "eom-common", "geeqie-common", "ghex", "glabels-data"),
            *(
                "gnome-boxes",
                "gnome-contacts",
                "gnome-nettool",
                "gnome-settings-daemon-common",
                "gnome-tweaks",
            ),
            *("gucharmap", "iagno", "ksystemlog", "libfm-data", "lxpanel-data", "marco-common"),
            *("mate-settings-daemon-common", "mate-terminal-common", "parole", "planner-data", "ristretto"),
            *("vinagre", "virt-viewer", "workrave-data", "xfce4-session", "xsane-common"),
        ),
        ("flask-admin", "flask-appbuilder", "django-contrib-comments"),
    ),
    "fourteenth": Packages(
        (
            *("debconf-i18n", "devhelp-common", "fcitx-data", "glib-networking-common", "gnome-characters"),
            *(
                "gnome-clocks",
                "gnome-initial-setup",
                "gnome-keyring",
                "gnome-logs",
                "gnome-music",
                "gnome-photos",
            ),
            *(
                "gnome-robots",
                "gnome-sudoku",
                "gnome-weather",
                "gpredict",
                "gsasl-common",
                "lightdm-gtk-greeter",
            ),
            *("mutter-common", "quadrapassel", "viking", "yelp", "deluge-common"),
        ),
        (
            "django-celery-beat",
            "django-machina",
            "django-mptt",
            "django-photologue",
            "django-shop",
            "trytond",
        ),
    ),
    "fifteenth": Packages(
        (
            *("adduser", "akregator", "appstream", "apt-listchanges", "ardour-data", "audacious", "cantor"),
            *("caffeine", "celluloid", "clamtk", "clipit", "diodon", "dragonplayer", "elisa", "falkon"),
            *("filelight", "fprintd", "gdebi-core", "geary", "gigolo", "gimagereader-common", "gitg"),
        ),
        (
            *("aodh", "designate", "django-newsletter", "django-tables2", "glance", "heat-dashboard"),
            *("horizon", "ironic-ui", "keystone", "kolibri", "neutron", "nova", "octavia-dashboard"),
        ),
    ),
    "sixteenth": Packages(
        (
            *("baloo-kf5", "bijiben", "dnf-data", "fcitx5-data", "five-or-more", "foliate", "four-in-a-row"),
            *("gcr", "gdm3", "gnome-applets-data", "gnome-connections", "gnome-flashback-common"),
            *("gnome-klotski", "gnome-mahjongg", "gnome-nibbles", "gnome-panel-data"),
            *("gnome-remote-desktop", "gnome-session-common", "gnome-shell-extension-manager"),
            *("gnome-subtitles", "gnote", "gnubg-data", "goobox", "gpa", "gphoto2", "grilo-plugins-0.3"),
            *("grisbi-common", "gscan2pdf", "gtkam", "gtkhash", "gtkpod-data", "guake", "guestfs-tools"),
            *("gufw", "guvcview", "hugin-data", "juk", "kbruch", "kcalc", "kde-spectacle", "kdeconnect"),
            *("kdepim-runtime", "kgpg", "kleopatra", "kmymoney-common", "konqueror", "korganizer"),
            *("krusader", "kstars-data", "libkf5i18n-data", "libkf5kdelibs4support-data"),
            *("libkf5purpose-bin", "libkf5xmlgui-data"),
        ),
        ("colander", "deform", "django-admin-interface", "magnum-ui", "oslo.utils", "pretalx", "zun-ui"),
    ),
    "seventeenth": Packages(
        (
            *("libosinfo-l10n", "libpwquality-common", "libreoffice-l10n-de", "libreoffice-l10n-es"),
            *("libreoffice-l10n-fr", "libreoffice-l10n-ja", "libreoffice-l10n-ko", "libreoffice-l10n-pl"),
            *("libreoffice-l10n-pt-br", "libreoffice-l10n-ru", "libreoffice-l10n-tr"),
            *("libreoffice-l10n-zh-cn", "libsecret-common", "libsoup-3.0-common", "libuser"),
            *("libwnck-3-common", "lightdm-settings", "lightsoff", "lokalize", "lollypop", "lyx-common"),
            *("marble-data", "mate-applets-common", "mate-calc-common", "mate-desktop-common"),
            *("mate-media-common", "mate-menus", "mate-netbook-common", "mate-notification-daemon-common"),
            *("mate-polkit-common", "mate-power-manager-common", "mate-screensaver-common"),
            *("mate-sensors-applet-common", "mate-session-manager", "mate-system-monitor-common"),
            *("mate-user-share-common", "metacity-common", "mozo", "pan", "pitivi"),
        ),
        (),
    ),
    "eighteenth": Packages(
        (
            *("minetest-data", "modemmanager", "module-assistant", "ocrfeeder", "p11-kit", "paprefs"),
            *("parcellite", "pavucontrol", "pdfarranger", "photofilmstrip", "plasma-desktop-data"),
            *("plasma-discover-common", "plasma-workspace-data", "po4a", "polari", "powerdevil-data"),
            *("pragha", "python-apt-common", "rapid-photo-downloader", "rednotebook", "rocs", "safeeyes"),
            *("scim", "siril-common", "skrooge-common", "slick-greeter", "software-properties-common"),
            *("solfege", "step", "subtitleeditor", "swell-foop", "systemsettings", "tasksel"),
            *("tellico-data", "terminator", "tilda", "tracker", "tuxpaint-data", "ufw", "usermode"),
            *("xarchiver", "xchm", "xdg-user-dirs", "xdg-user-dirs-gtk", "xfce4-appfinder"),
            *("xfce4-clipman", "xfce4-dict", "xfce4-notifyd", "xfce4-pulseaudio-plugin"),
            *("xfce4-screenshooter", "xfce4-taskmanager", "xfce4-weather-plugin"),
            *("xfce4-whiskermenu-plugin", "xine-ui", "xpad", "zenity-common"),
        ),
        (),
    ),
    "nineteenth": Packages(
        (
            *("kicad", "blender-data", "wxmaxima", "amule-common", "aegisub-l10n", "boinc-client"),
            *("boinc-manager", "tin", "vorbis-tools", "proftpd-core", "needrestart"),
            *("unattended-upgrades", "gtranslator", "accerciser", "libqalculate-data", "uget", "grsync"),
            *("osmo", "krdc", "krfb", "kbibtex-data", "umbrello-data", "parley-data", "ktouch-data"),
            *("labplot-data", "kdepim-addons", "kalendar", "lxterminal", "lxsession-data", "pcmanfm"),
            *("gpicview", "cflow-l10n", "a2ps", "clisp", "gtypist", "exif", "ncmpc", "sonata"),
            *("soundconverter", "gnome-font-viewer", "gnome-keysign", "gnome-mines"),
            *("gnome-multi-writer", "gnome-power-manager", "gnome-screenshot", "gnome-shell-extensions"),
            *("gnome-sound-recorder", "gnome-taquin", "gnome-tetravex", "gnome-text-editor"),
            *("gnome-usage", "gnome-user-share", "gsettings-desktop-schemas", "hitori"),
            *("ibus-libpinyin", "isoquery", "kalzium-data", "kamoso", "kcharselect", "kdialog", "kfind"),
            *("kgeography-data", "khelpcenter", "kig", "kinfocenter", "kmag", "kmines", "kmix"),
            *("kmousetool", "kontact", "kpat", "kruler", "ksudoku", "kwalletmanager", "libadwaita-1-0"),
            *("libdnf2-common", "libexif12", "libgdata-common", "libgnomekbd-common"),
            *("libgtksourceview-4-common", "libgtksourceview-5-common", "libgtop2-common"),
            *(
                "libhandy-1-0",
                "libmateweather-common",
                "libnewt0.52",
            ),
            *("cups-common",),
        ),
        ("django-constance", "django-rosetta", "indico", "moin", "octoprint", "reviewboard"),
    ),
    "twentieth": Packages(
        (
            *("ario-common", "xfce4-sensors-plugin", "xfce4-mailwatch-plugin", "xfce4-netload-plugin"),
            *("thunar-volman", "kmahjongg", "konversation-data", "postgresql-client-15", "dasher-data"),
            *("gbrainy", "evolution-ews", "hamster-time-tracker", "gnome-dictionary"),
            *("libkf5incidenceeditor-data", "kturtle", "minuet-data", "calligra-data"),
            *("calligrasheets-data", "calligrawords-data", "kexi-data", "akonadi-contacts-data"),
            *("pim-data-exporter", "ktimer"),
        ),
        (
            *("jupyterlab-language-pack-de-de", "jupyterlab-language-pack-ko-kr"),
            "jupyterlab-language-pack-tr-tr",
        ),
    ),
    "twentyfirst": Packages(
        (
            *("plasma-nm", "kdeplasma-addons-data", "kscreen", "bluedevil", "plasma-pa", "plasma-vault"),
            *("drkonqi", "kde-cli-tools-data", "kcachegrind", "kompare", "kolf", "ksirk", "konquest", "kdf"),
            *("kbackup", "cervisia", "kgoldrunner", "klickety", "plasma-sdk", "khangman", "kapptemplate"),
        ),
        (),
    ),
    "twentysecond": Packages(
        (
            *("apt-listbugs", "elinks-data", "git-cola", "gnucobol4", "k3b-i18n", "libecpg6", "libpq5"),
            *("libzypp-common", "navit-data", "phpmyadmin", "picard", "policycoreutils"),
            *("postgresql-plperl-15", "pychess", "r-base-core", "rpm-i18n", "synfigstudio", "tryton-client"),
            *("tryton-server", "wordpress-l10n", "wx3.2-i18n", "xfe-i18n", "zypper-common"),
        ),
        (),
    ),
    "twentythird": Packages(
        (
            *("aria2", "asunder", "atomix-data", "backintime-common", "brltty", "calcurse", "compiz-core"),
            *("dnsmasq-base", "emerald", "exfalso", "foxtrotgps", "frescobaldi", "galculator"),
            *("geany-plugins-common", "gelemental", "gnuchess", "gnupg1-l10n", "gnusim8085", "gourmand"),
            *("gtg", "gtick", "gutenprint-locales", "gwyddion-common", "hello", "ibus-table"),
            *("ibus-typing-booster", "kaffeine", "kile-l10n", "libgammu-i18n", "m4", "mcomix", "menulibre"),
            *(
                "mintstick",
                "mpop",
                "msmtp",
                "mugshot",
                "mypaint-data",
                "newsboat",
                "oregano",
                "php-horde-core",
            ),
            *("php-horde-imp", "pidgin-sipe", "pingus-data", "policycoreutils-python-utils", "rygel"),
            *("schroot-common", "sysstat", "thunar-archive-plugin", "thunar-vcs-plugin", "tint2"),
            *("wesnoth-1.16-data", "xdg-desktop-portal", "xfce4-battery-plugin", "xfce4-cpufreq-plugin"),
            *("xfce4-cpugraph-plugin", "xfce4-fsguard-plugin", "xfce4-genmon-plugin", "xfce4-mount-plugin"),
            *("xfce4-places-plugin", "xfce4-systemload-plugin", "xfce4-timer-plugin", "xfce4-xkb-plugin"),
        ),
        (),
    ),
    "twentyfourth": Packages(
        (
            *(
                "accountsservice",
                "artikulate",
                "budgie-core",
                "budgie-desktop-view",
                "certmonger",
                "entangle",
            ),
            *(
                "frozen-bubble-data",
                "gconf2-common",
                "glom",
                "gnome-bluetooth-3-common",
                "gnome-desktop3-data",
            ),
            *("granatier", "grub-customizer", "gstreamer1.0-plugins-bad", "gstreamer1.0-plugins-good"),
            *("gstreamer1.0-plugins-ugly", "hardinfo", "kapman", "kcolorchooser", "kigo", "killbots"),
            *("kmenuedit", "knavalbattle", "krb5-locales", "kubrick", "kwave", "latte-dock"),
            *("libavahi-common-data", "libgoffice-0.10-10-common", "libgsf-1-common", "libgstreamer1.0-0"),
            *("libgstreamer-plugins-base1.0-0", "libgtk2.0-common", "libmatekbd-common", "libmp3splt"),
            *("libpeas-common", "libwebkit2gtk-4.1-0", "lincity-ng-data", "lxappearance-obconf", "mp3splt"),
            *("mp3splt-gtk", "network-manager-fortisslvpn", "network-manager-iodine", "network-manager-l2tp"),
            *("network-manager-openconnect", "network-manager-openvpn", "network-manager-pptp"),
            *("network-manager-sstp", "network-manager-vpnc", "plasma-browser-integration"),
            *("plasma-firewall", "polkitd", "pulseaudio", "quota", "realmd", "sweeper", "tuxmath-data"),
            *("tuxpaint-config", "tuxtype-data", "xfsprogs"),
        ),
        ("django-extensions", "django-otp", "django-reversion"),
    ),
    "twentyfifth": Packages(
        (
            *("datamash", "fish-common", "flex", "gweled", "joe", "libgegl-common", "libsane-common"),
            *("libvolume-key1", "manaplus-data", "neomutt", "recutils", "shishi-common", "slrn"),
            *("php-horde", "php-horde-ansel", "php-horde-auth", "php-horde-crypt", "php-horde-date"),
            *("php-horde-form", "php-horde-gollem", "php-horde-imap-client", "php-horde-ingo"),
            *("php-horde-kronolith", "php-horde-mime-viewer", "php-horde-mnemo", "php-horde-nag"),
            *("php-horde-passwd", "php-horde-perms", "php-horde-service-weather", "php-horde-sesha"),
            *("php-horde-timeobjects", "php-horde-trean", "php-horde-turba", "php-horde-vfs"),
            *("php-horde-whups", "php-horde-wicked", "r-cran-boot", "r-cran-class", "r-cran-cluster"),
            *("r-cran-data.table", "r-cran-foreign", "r-cran-kernsmooth", "r-cran-lattice", "r-cran-mass"),
            *("r-cran-matrix", "r-cran-mgcv", "r-cran-nlme", "r-cran-nnet", "r-cran-rcmdr", "r-cran-rpart"),
            *("r-cran-spatial", "warzone2100-data"),
        ),
        (),
    ),
    "twentysixth": Packages(
        (
            *("almanah", "audacious-plugins-data", "axel", "basket-data", "cherrytree", "colorhug-client"),
            *("debfoster", "devede", "diffuse", "duplicity", "flowblade", "gftp-common", "ghemical"),
            *("giggle", "gimp-plugin-registry", "gnome-color-manager", "gnome-shell-extension-arc-menu"),
            *("gnome-shell-extension-caffeine", "gnome-shell-extension-dash-to-panel"),
            *("gnome-shell-extension-dashtodock", "gnome-shell-extension-desktop-icons-ng"),
            *("gnome-shell-extension-gsconnect", "gnome-shell-extension-system-monitor"),
            *(
                "gnome-shell-extension-weather",
                "gnubiff",
                "gperiodic",
                "gtkterm",
                "guitarix-common",
                "gxneur",
            ),
            *("handbrake", "isomaster", "kazam", "libkf5newstuff-data", "libkf5package-data"),
            *("libkf5parts-data", "libkf5service-data", "libkf5wallet-data", "mhwaveedit", "minicom"),
            *(
                "pidgin-otr",
                "psensor-common",
                "quilt",
                "shutter",
                "soundkonverter",
                "sweep",
                "sysprof",
                "wput",
            ),
        ),
        (),
    ),
    "twentyseventh": Packages(
        (),
        (
            *("allianceauth", "apache-superset", "arches", "barbican", "cinder", "cloudkitty-dashboard"),
            *("designate-dashboard", "django-registration-redux", "djangocms-text-ckeditor"),
            *("edx-enterprise", "edx-proctoring", "evennia", "freezer-web-ui", "geonode", "kiwitcms"),
            *("manila-ui", "modoboa", "monasca-ui", "murano-dashboard", "neutron-fwaas-dashboard"),
            *("neutron-vpnaas-dashboard", "ora2", "privacyidea", "python-openstackclient", "sahara"),
            *("sahara-dashboard", "senlin-dashboard", "sphinx-book-theme", "trove-dashboard", "wger"),
            *("xblock-problem-builder", "zaqar-ui"),
        ),
    ),
    "twentyeighth": Packages(
        (
            *("7kaa-data", "balsa-data", "cacti", "dvdisaster"),
            *("enigma-data", "eog-plugins-common", "font-manager-common", "freedroidrpg-data"),
            *("gedit-plugins-common", "genius-common", "gkrellm", "gmpc-data"),
            *("gnome-packagekit-common", "gnome-shell-pomodoro-data", "gosa", "gretl", "jwm"),
            *("kaddressbook-data", "kalgebra-common", "kf5-messagelib-data", "khotkeys-data"),
            *("kio-extras-data", "kipi-plugins-common", "klettres-data", "ktexteditor-data"),
            *("ktuberling-data", "kwin-data", "kxstitch-common", "libaqbanking-data"),
            *("libgda-5.0-common", "libgwenhywfar-data", "libkf5calendarsupport-data"),
            *("libkf5eventviews-data", "libkf5ksieve-data", "libkf5mailcommon-data"),
            *("lordsawar-data", "lskat-data", "nagvis", "orage-data", "palapeli-data"),
            *("phpldapadmin", "pidgin-plugin-pack", "pluma-plugins-common", "pympress"),
            *("python3-electrum", "rkward-data", "supertux-data"),
            *("system-config-printer-common", "tt-rss", "unknown-horizons", "variety", "virtinst"),
            *("w3m", "warmux-data", "whois", "widelands-data", "xiphos-data"),
        ),
        (
            *("aldryn-jobs", "aldryn-newsblog", "collective-easyform", "django-blog-zinnia"),
            *("django-postman", "django-user-accounts", "djoser", "fava"),
            *("invenio-app-rdm", "lti-consumer-xblock", "mkdocs"),
            *("odoo11-addon-mis-builder", "odoo12-addon-account-payment-order"),
            *("odoo12-addon-auditlog", "odoo12-addon-bi-sql-editor"),
            *("odoo12-addon-password-security", "odoo13-addon-hr-timesheet-sheet"),
            *("odoo14-addon-account-financial-report", "odoo14-addon-contract", "odoo14-addon-dms"),
            *("odoo14-addon-fieldservice", "odoo14-addon-helpdesk-mgmt"),
            *("odoo14-addon-purchase-request", "odoo14-addon-queue-job", "odoo14-addon-rma"),
            *("sickchill", "thonny"),
        ),
    ),
    "twentyninth": Packages(
        (
            *("cura", "gambas3-ide", "gosa-plugins-ldapmanager"),
            *("gosa-plugins-mailaddress", "gosa-plugins-netgroups", "gosa-plugins-pwreset"),
            *("gosa-plugins-sudo", "gosa-plugins-systems", "grass-core"),
            *("mu-editor", "naev-data", "openscad", "pppoeconf"),
            *("prusa-slicer", "request-tracker5", "supertuxkart-data", "sympa", "toppler"),
            *("wxhexeditor", "xmoto"),
        ),
        (
            *("aldryn-people", "django-dynamic-preferences", "invenio-accounts"),
            *("invenio-rdm-records", "jupyterlab-language-pack-es-es", "jupyterlab-language-pack-fr-fr"),
            *(
                "jupyterlab-language-pack-ja-jp",
                "jupyterlab-language-pack-pl-pl",
                "jupyterlab-language-pack-pt-br",
                "jupyterlab-language-pack-ru-ru",
                "jupyterlab-language-pack-zh-cn",
                "lino-xl",
            ),
            *("openwisp-radius", "openwisp-users", "pretix-pages", "xblock-poll"),
        ),
    ),
    "thirtieth": Packages(
        (
            *("dolphin-emu-data", "doublecmd-common", "gerbv", "gpick", "kalarm"),
            *("klavaro", "kolourpaint", "kphotoalbum", "kronometer", "ktimetracker", "lazarus-ide-2.2"),
            *("lepton-eda", "rsibreak", "scilab-data", "skanlite"),
            "znc",
        ),
        (
            *("djangocms-blog", "djangocms-frontend", "invenio-administration", "invenio-communities"),
            *("invenio-requests", "invenio-vocabularies", "wagtail-localize"),
        ),
    ),
    "thirtyfirst": Packages(
        (
            *("accountwizard", "akira", "akonadi-mime-data", "amsynth", "apparmor", "apparmor-utils"),
            *("appstream-util", "arandr", "atheme-services", "ayatana-indicator-session", "bookworm"),
            *("bovo", "budgie-extras-common", "byzanz", "cairo-dock-core", "cairo-dock-plug-in-data"),
            *("calamares", "calligraplan", "clawsker", "compiz-plugins-extra", "compiz-plugins-main"),
            *("compizconfig-settings-manager", "connman-gtk", "connman-ui", "content-hub", "cpu-x"),
            *("ddccontrol", "desktopfolder", "desmume", "dialect", "dino-im-common", "dnf-plugins-core"),
            *("dolphin-plugins", "easyeffects", "easyssh", "efax-gtk", "eiciel", "endeavour-common"),
            *("etherape-data", "fcitx-anthy", "fcitx5-anthy", "fcitx5-chinese-addons-data", "fcitx5-unikey"),
            *("freeipa-common", "frogr-data", "fs-uae", "galternatives", "gcab", "gcolor3"),
            *("gedit-latex-plugin", "gjiten", "gmtp", "gnomad2", "gnome-2048", "gnome-activity-journal"),
            *("gnome-console", "gnome-dvb-client", "gnome-feeds", "gnome-firmware", "gnome-paint"),
            *("gnome-screensaver", "gnome-shell-extension-easyscreencast", "gnome-system-tools"),
            *("gnome-video-arcade", "gobby", "goodvibes", "grig", "gsequencer-data", "gtk2-engines"),
            *("gtklp", "gupnp-tools", "gyrus", "haruna", "help2man", "hydrapaper", "ibus-anthy"),
            *("imagination-common", "jack-mixer", "kaccounts-integration", "kaccounts-providers", "kajongg"),
            *("kamera", "kanagram", "kanatest", "katomic", "kblackbox", "kblocks", "kbreakout"),
            *("kde-config-cddb", "kde-config-cron", "kde-config-fcitx", "kde-config-fcitx5"),
            *("kde-config-plymouth", "kde-config-screenlocker", "kde-config-systemd"),
            *("kde-config-telepathy-accounts", "kde-telepathy-data", "kde-telepathy-desktop-applets"),
            *("kde-telepathy-send-file", "kde-telepathy-text-ui", "kdenetwork-filesharing"),
            *("kdepim-themeeditors", "kdesvn", "kdevelop-php-l10n", "kdevelop-python-l10n", "keyman"),
            *("kfourinline", "kgamma5", "kgeotag", "kimagemapeditor", "kio-audiocd", "kio-gdrive"),
            *("kio-perldoc", "kirigami-addons-data", "kjots", "klines", "kmouth", "kmplot", "knetwalk"),
            *("knotes", "krename", "kreversi", "kross", "kshisen", "ksnakeduel", "kspaceduel", "ktechlab"),
            *("ktrip", "kuiviewer", "kupfer", "kwordquiz", "latexila-data", "libbytesize-common"),
            *("libclutter-1.0-common", "libendless-0-common", "libepc-common", "libgarcon-common"),
            *("libgdk-pixbuf2.0-common", "libgnome-games-support-common", "libgoa-1.0-common"),
            *("libgpaste-2-common", "libgranite-common", "libgrilo-0.3-0", "libjson-glib-1.0-common"),
            *("libkdecorations2-5v5", "libkeduvocdocument-data", "libkf5akonadi-data"),
            *("libkf5configwidgets-data", "libkf5contacts-data", "libkf5dav-data"),
            *("libkf5filemetadata-data", "libkf5identitymanagement5", "libkf5jsembed-data"),
            *("libkf5ldap-data", "libkf5mailimporter5", "libkf5pimcommon-data", "libkf5pimtextedit-data"),
            *("libkf5sane-data", "libkf5sysguard-data", "libkf5tnef5", "libkpimitinerary-data"),
            *("libkpmcore12", "libmypaint-common", "libokteta-l10n", "libpanel-common", "libplank-common"),
            *("libsylph1", "libticalcs2-13", "libvirt-glib-1.0-data", "lifeograph", "lightdm"),
            *("linuxcnc-uspace", "lomiri-camera-app", "lomiri-clock-app", "lomiri-filemanager-app"),
            *("lomiri-indicator-network", "lomiri-music-app", "lomiri-system-settings"),
            *("lomiri-terminal-app", "lxappearance", "lxinput", "lxtask", "mailnag", "malcontent"),
            *("mate-applet-brisk-menu", "menu", "metadata-cleaner", "minder", "minigalaxy", "mirage"),
            *("modem-manager-gui", "mtpaint", "nala", "nautilus-share", "network-manager-ssh-gnome"),
            *("nfoview", "openbox", "openpgp-applet", "openswitcher", "phosh", "pidgin-guifications"),
            *("pim-sieve-editor", "pinot", "pioneers-console-data", "piper", "plasma-bigscreen"),
            *("plasma-disks", "plasma-framework", "plasma-integration", "plasma-mobile"),
            *("plasma-remotecontrollers", "plasma-runner-telepathy-contact", "plasma-thunderbolt", "pmount"),
            *("pnmixer", "policykit-1-gnome", "polkit-kde-agent-1", "prewikka", "pybik", "qalculate-gtk"),
            *("qml-module-lomiri-components", "qml-module-lomiri-components-extras", "quarry", "redshift"),
            *("regexxer", "rox-filer", "samizdat", "searchmonkey", "secrets", "sensors-applet", "sequeler"),
            *("simple-ccsm", "skanpage", "sosreport", "spacebar", "speech-dispatcher", "stardict-common"),
            *("teg", "tpb", "tracker-extract", "transmission-remote-gtk", "tumbler-common", "txt2regex"),
            *("udevil", "uim-data", "ukui-menus", "v4l-utils", "vagalume", "vala-panel-common", "vdr"),
            *("vdr-plugin-femon", "vdr-plugin-mp3", "vdr-plugin-xineliboutput", "viewnior", "wapiti"),
            *("webalizer", "wike", "x-tile", "xdg-desktop-portal-gnome", "xfce4-datetime-plugin"),
            *("xfce4-diskperf-plugin", "xfce4-indicator-plugin", "xfce4-verve-plugin"),
            *("xfce4-wavelan-plugin", "xfce4-windowck-plugin", "xfconf", "xfsdump", "xqf", "yad", "ymuse"),
            *("yudit-common", "zathura"),
        ),
        (
            *("FlaskBB", "FormEncode", "django-admin-tools", "django-comments-xtd", "django-sitetree"),
            *("djangorestframework-simplejwt", "ihatemoney", "invenio-oauthclient", "invenio-userprofiles"),
            *("nbclassic", "sphinx-rtd-theme", "spyder-unittest", "wagtail-modeladmin"),
            *("wagtailmenus", "wiki"),
        ),
    ),
    "thirtysecond": Packages(
        (
            *("4pane", "alarm-clock-applet", "alkimia-data", "angelfish", "at-spi2-common"),
            *("auto-multiple-choice-common", "ayatana-indicator-datetime", "ayatana-indicator-power"),
            *("ayatana-indicator-sound", "bambam", "bkchem", "blinken", "bomber", "buzztrax"),
            *("caja-actions-common", "chatty", "checkinstall", "choqok", "cinnamon-desktop-data", "clapper"),
            *("colord-kde", "command-not-found", "compiz-plugins-experimental", "cups-pk-helper", "d-feet"),
            *("davical", "dc3dd", "dctrl-tools", "devilspie", "elogind", "fcitx-libpinyin"),
            *("fcitx5-config-qt", "fdroidserver", "folks-common", "freedink-dfarc", "freetuxtv", "fvwm"),
            *("gameconqueror", "gamehub", "giara", "gmult", "gnome-calls", "gnome-games-app", "gnome-menus"),
            *("gnome-network-displays", "gnome-shell-extension-espresso", "gnome-shell-extension-freon"),
            *("gnome-shell-extension-tiling-assistant", "gnome-shell-extensions-extra", "gnome-sushi"),
            *("gnome-system-log", "gnomint", "go-for-it", "goaccess", "grandorgue", "gtans", "gtetrinet"),
            *("gummi", "gwaei", "heaptrack-gui", "heroes", "hunspell", "icewm-common", "indicator-sensors"),
            *("iptux", "itinerary", "jamin", "jhbuild", "kbounce", "kde-config-flatpak", "kde-config-sddm"),
            *("kde-config-tablet", "kde-telepathy-approver", "kde-telepathy-auth-handler"),
            *("kde-telepathy-call-ui", "kde-telepathy-contact-list", "kde-telepathy-filetransfer-handler"),
            *("kde-telepathy-integration-module", "kdebugsettings", "kdiamond", "kdiff3", "keditbookmarks"),
            *("kfloppy", "kildclient", "kiriki", "kiten", "kjumpingcube", "kollision", "konsolekalendar"),
            *("kontrast", "krb5-auth-dialog", "ksquares", "ksystemstats", "kteatime", "libamtk-5-common"),
            *("libcogl-common", "libcupt-common", "libgdl-3-common", "libghemical-data", "libgirara-gtk3-3"),
            *("libgladeui-common", "libgnomecanvas2-common", "libgoocanvas-2.0-common", "libgovirt-common"),
            *("libgpod-common", "libgranite-7-common", "libgspell-1-common", "libkf5akonadicalendar-data"),
            *("libkf5baloowidgets5", "libkf5calendarutils5", "libkf5declarative-data", "libkf5imap-data"),
            *("libkf5kcmutils-data", "libkf5khtml-data", "libkf5libkleo-data", "libkf5mailtransport-data"),
            *("libkf5notifyconfig-data", "libkf5textwidgets-data", "libkomparediff2-5", "libktorrent-l10n"),
            *("libmatemixer-common", "libpipewire-0.3-common", "libtepl-common", "libxfce4ui-common"),
            *("light-locker", "lxdm", "lxhotkey-data", "lxlauncher", "lxrandr", "massif-visualizer"),
            *("mate-indicator-applet-common", "mousetweaks", "neochat", "net-tools", "obconf", "osdlyrics"),
            *("osinfo-db-tools", "pal", "parlatype", "partimage", "pcsxr", "peek", "performous"),
            *("peruse-common", "picmi", "plasma-dialer", "plasma-settings", "plasma-systemmonitor"),
            *("plasma-welcome", "print-manager", "qmlkonsole", "qtcurve-l10n", "revelation"),
            *("rhythmbox-plugin-alternative-toolbar", "ripperx", "rmlint", "sawfish-data"),
            *("scim-modules-table", "screenkey", "seahorse-nautilus", "shaarli", "spacefm-common", "spek"),
            *("srain", "subtitlecomposer", "sugar-session", "svn-buildpackage", "synapse"),
            *("syncevolution-common", "telegnome", "thunar-media-tags-plugin", "tilp2", "ukui-media-common"),
            *("usermetricsservice", "vala-panel-appmenu-common", "vdr-plugin-epgsearch", "vino", "weex"),
            *("wmaker-common", "xapps-common", "xdg-desktop-portal-gtk", "xdg-desktop-portal-kde"),
            *("xfce4-mpc-plugin", "xkb-data", "xmlcopyeditor", "yakuake", "zanshin"),
        ),
        (*("plover", "pydata-sphinx-theme", "tendenci"),),
    ),
    "thirtyfourth": Packages(
        (
            *("akonadi-import-wizard", "alacarte", "amide", "apostrophe", "apt-dater"),
            *("arctica-greeter", "ayatana-indicator-bluetooth", "ayatana-indicator-display"),
            *("ayatana-indicator-keyboard", "ayatana-indicator-messages"),
            *("ayatana-indicator-notifications", "ayatana-indicator-printers", "ayatana-settings"),
            *("ayatana-webmail", "backup-manager", "ballerburg", "briquolo", "caja-admin"),
            *("caja-eiciel", "caja-rename", "caja-seahorse", "caribou", "cpufrequtils"),
            *("debconf-kde-data", "direvent", "drawing", "epoptes", "fcitx-chewing"),
            *("fcitx-googlepinyin", "fcitx-hangul", "fcitx-kkc", "fcitx-m17n", "fcitx-mozc"),
            *("fcitx-rime", "fcitx-sayura", "fcitx-skk", "fcitx-sunpinyin", "fcitx-unikey"),
            *("fcitx5-chewing", "fcitx5-hangul", "fcitx5-kkc", "fcitx5-libthai", "fcitx5-m17n"),
            *("fcitx5-mozc", "fcitx5-rime", "fcitx5-sayura", "fcitx5-skk", "freedombox", "gammastep"),
            *("ganyremote", "gcal-common", "gdmap", "gentoo", "gliv", "gmanedit", "gnome-pie"),
            *("gnome-shell-extension-bluetooth-quick-connect", "gnome-shell-extension-flypie"),
            *("gnome-shell-extension-gamemode", "gnome-shell-extension-hamster", "gnome-split"),
            *("gnunet-gtk", "gpomme", "gpr", "gprename", "gpxviewer", "grdesktop", "gringotts"),
            *("gtranscribe", "gwakeonlan", "gxmessage", "ibus-cangjie", "ibus-chewing", "ibus-hangul"),
            *("ibus-kkc", "ibus-m17n", "ibus-pinyin", "ibus-skk", "ibus-sunpinyin", "id-utils"),
            *("k4dirstat", "kactivitymanagerd", "kanyremote", "kcollectd", "kde-style-breeze"),
            *("kde-style-oxygen-qt5", "kde-zeroconf", "kdesdk-thumbnailers", "kinit", "kio-admin"),
            *("kio-gopher", "knights", "kongress", "kraft", "kshutdown", "ksshaskpass", "ktikz"),
            *("kwin-decoration-oxygen", "kwin-style-breeze", "l3afpad", "lbreakouthd"),
            *("ldap-account-manager", "lgeneral", "libdazzle-common", "libextractor3", "libgss3"),
            *("libgtkspell0", "libgtkspell3-3-0", "libkf5akonadinotes5", "libkf5compactdisc5"),
            *("libkf5grantleetheme5", "libkf5gravatar-data", "libkf5iconthemes-data"),
            *("libkf5kdegames7", "libkf5kmahjongglib5", "libkf5libkdepim-data", "libkf5mime-data"),
            *("libkf5people-data", "libkf5pty-data", "libkf5su-data", "libkf5unitconversion-data"),
            *("libkf5xmlrpcclient-data", "libkopeninghours1", "libksanecore1"),
            *("liboxygenstyleconfig5-5", "libphodav-3.0-common", "libquicktime2", "libvips42"),
            *("libvte-2.91-common", "libxfce4util-common", "lightdm-gtk-greeter-settings", "lilypond"),
            *("lingot", "linux-cpupower", "lomiri-common", "lomiri-gallery-app-common"),
            *("lomiri-indicator-transfer-common", "lomiri-mediaplayer-app-common"),
            *("lomiri-telephony-service", "lomiri-url-dispatcher", "loqui", "lshw", "ltris"),
            *("mailfromd", "markdownpart", "mate-dock-applet", "mate-menu", "mate-tweak"),
            *("mate-user-admin", "mbox-importer", "mdk", "milou", "mnemosyne", "mssh", "nabi"),
            *("nautilus-admin", "nautilus-image-converter", "network-manager-strongswan"),
            *("neverball-common", "nted", "obsession", "onboard-common", "package-update-indicator"),
            *("pacman-package-manager", "passes-gtk", "passwordsafe-common", "pcmanx-gtk2"),
            *("photocollage", "plasma-gmailfeed", "plasma-nano", "plasma-pass", "plasma-phonebook"),
            *("portfolio-filemanager", "pulseeffects", "pytrainer", "qreator", "rabbitvcs-core"),
            *("repsnapper", "rgbpaint", "rush", "sakura", "scim-anthy", "scim-pinyin", "scim-skk"),
            *("screenruler", "sdcv", "setzer", "snapper", "solvespace", "spice-client-gtk"),
            *("syncthing-gtk", "system-tools-backends", "terminology-data", "termit", "tomboy-ng"),
            *("tortoisehg", "treesheets", "trustedqsl", "tryton-modules-account"),
            *("tryton-modules-account-asset", "tryton-modules-account-dunning"),
            *("tryton-modules-account-invoice", "tryton-modules-account-payment"),
            *("tryton-modules-account-payment-sepa", "tryton-modules-account-payment-stripe"),
            *("tryton-modules-account-product", "tryton-modules-account-statement"),
            *("tryton-modules-account-stock-landed-cost", "tryton-modules-analytic-account"),
            *("tryton-modules-attendance", "tryton-modules-bank", "tryton-modules-carrier"),
            *("tryton-modules-commission", "tryton-modules-company", "tryton-modules-country"),
            *("tryton-modules-currency", "tryton-modules-customs", "tryton-modules-edocument-uncefact"),
            *("tryton-modules-incoterm", "tryton-modules-marketing-automation"),
            *("tryton-modules-marketing-email", "tryton-modules-notification-email"),
            *("tryton-modules-party", "tryton-modules-party-relationship", "tryton-modules-product"),
            *("tryton-modules-product-kit", "tryton-modules-product-price-list"),
            *("tryton-modules-production", "tryton-modules-production-work", "tryton-modules-project"),
            *("tryton-modules-project-invoice", "tryton-modules-project-plan"),
            *("tryton-modules-purchase", "tryton-modules-purchase-request"),
            *("tryton-modules-purchase-request-quotation", "tryton-modules-purchase-requisition"),
            *("tryton-modules-sale", "tryton-modules-sale-advance-payment"),
            *("tryton-modules-sale-amendment", "tryton-modules-sale-complaint"),
            *("tryton-modules-sale-extra", "tryton-modules-sale-gift-card"),
            *("tryton-modules-sale-opportunity", "tryton-modules-sale-promotion"),
            *("tryton-modules-sale-shipment-cost", "tryton-modules-sale-subscription"),
            *("tryton-modules-sale-supply-drop-shipment", "tryton-modules-stock"),
            *("tryton-modules-stock-forecast", "tryton-modules-stock-lot"),
            *("tryton-modules-stock-package", "tryton-modules-stock-package-shipping"),
            *("tryton-modules-stock-supply", "tryton-modules-timesheet", "tryton-modules-web-shop"),
            *("tryton-modules-web-user", "tvtime", "typecatcher", "ukui-control-center", "upower"),
            *("virt-v2v", "volumeicon-alsa", "wavbreaker", "wmcoincoin", "xcfa", "xfce4-eyes-plugin"),
            *("xfce4-panel-profiles", "xfce4-smartbookmark-plugin", "xfce4-sntray-plugin-common"),
            *("xournal", "zabbix-frontend-php", "zaz"),
        ),
        (
            *("aa-blueprints", "aa-bulletin-board", "aa-discord-announcements", "aa-fleetfinder"),
            *("aa-fleetpings", "aa-forum", "aa-freight", "aa-intel-tool", "aa-memberaudit"),
            *("aa-mumble-quick-connect", "aa-package-monitor", "aa-permission-management"),
            *("aa-rss-to-discord", "aa-skillfarm", "aa-sov-timer", "aa-srp", "aldryn-forms", "askbot"),
            *("cartridge", "ceilometer", "ckanext-dcat", "django-auditlog", "django-classified"),
            *("django-easy-audit", "django-filebrowser", "django-fluent-pages", "django-formtools"),
            *("django-hitcount", "django-invitations", "django-jazzmin", "django-markdownx"),
            *("django-mfa3", "django-model-utils", "django-password-validators", "django-polymorphic"),
            *("django-post-office", "django-q2", "django-recaptcha", "django-safedelete"),
            *("django-scheduler", "django-simple-captcha", "django-sql-explorer"),
            *("django-user-sessions", "django-viewflow", "django-waffle", "djangocms-alias"),
            *("djangocms-bootstrap4", "djangocms-file", "djangocms-link", "djangocms-moderation"),
            *("djangocms-picture", "djangocms-snippet", "djangocms-style", "djangocms-versioning"),
            *("glance-store", "invenio-banners", "invenio-jobs", "karbor-dashboard", "kotti", "lino"),
            *("lino-avanti", "lino-cosi", "lino-noi", "lino-welfare", "neutron-lbaas-dashboard"),
            *("neutron-lib", "openstack-heat", "oslo-cache", "oslo-concurrency", "oslo-db", "oslo-log"),
            *("oslo-privsep", "oslo-vmware", "pretix-passbook", "searchlight-ui", "solum-dashboard"),
            *("spyder-notebook", "spyder-terminal", "wooey"),
        ),
    ),
    "thirtyfifth": Packages(
        (
            *("carburetor", "cbatticon", "csmash", "deb-gview", "deborphan", "gkdebconf"),
            *("gmpc-plugins", "granule", "grun", "gtkballs", "icingaweb2-module-director"),
            *("icingaweb2-module-pnp", "icingaweb2-module-toplevelview", "input-remapper-gtk"),
            *("lazpaint-gtk2", "libclaw-i18n", "libexif-gtk3-5", "libshumate-common"),
            *("libtotem-plparser-common", "nitrogen", "notification-daemon", "onioncircuits"),
            *("paperwork-gtk-l10n-de", "paperwork-gtk-l10n-es", "paperwork-gtk-l10n-fr", "quitcount"),
            *("slimevolley", "springlobby", "sugar-browse-activity", "sugar-calculate-activity"),
            *("sugar-chat-activity", "sugar-imageviewer-activity", "sugar-jukebox-activity"),
            *("sugar-log-activity", "sugar-memorize-activity", "sugar-pippy-activity"),
            *("sugar-read-activity", "sugar-terminal-activity", "sugar-write-activity"),
            *("tryton-modules-account-cash-rounding", "tryton-modules-account-credit-limit"),
            *("tryton-modules-account-deposit", "tryton-modules-account-dunning-email"),
            *("tryton-modules-account-dunning-fee", "tryton-modules-account-dunning-letter"),
            *("tryton-modules-account-invoice-correction", "tryton-modules-account-invoice-defer"),
            "tryton-modules-account-invoice-history",
            "tryton-modules-account-invoice-line-standalone",
            *("tryton-modules-account-invoice-secondary-unit", "tryton-modules-account-invoice-stock"),
            *("tryton-modules-account-payment-braintree", "tryton-modules-account-payment-clearing"),
            *("tryton-modules-account-statement-aeb43", "tryton-modules-account-statement-coda"),
            *("tryton-modules-account-statement-ofx", "tryton-modules-account-statement-rule"),
            *("tryton-modules-account-stock-anglo-saxon", "tryton-modules-account-stock-continental"),
            *("tryton-modules-account-stock-landed-cost-weight", "tryton-modules-account-tax-cash"),
            *("tryton-modules-account-tax-rule-country", "tryton-modules-analytic-invoice"),
            *("tryton-modules-analytic-purchase", "tryton-modules-analytic-sale"),
            *("tryton-modules-authentication-sms", "tryton-modules-carrier-percentage"),
            *("tryton-modules-carrier-subdivision", "tryton-modules-carrier-weight"),
            *("tryton-modules-commission-waiting", "tryton-modules-company-work-time"),
            *("tryton-modules-dashboard", "tryton-modules-edocument-unece"),
            *("tryton-modules-google-maps", "tryton-modules-ldap-authentication"),
            *("tryton-modules-marketing", "tryton-modules-party-siret"),
            *("tryton-modules-product-attribute", "tryton-modules-product-classification"),
            *("tryton-modules-product-classification-taxonomic", "tryton-modules-product-cost-fifo"),
            *("tryton-modules-product-cost-history", "tryton-modules-product-cost-warehouse"),
            *("tryton-modules-product-measurements", "tryton-modules-product-price-list-dates"),
            *("tryton-modules-product-price-list-parent", "tryton-modules-production-outsourcing"),
            *("tryton-modules-production-routing", "tryton-modules-production-split"),
            *("tryton-modules-production-work-timesheet", "tryton-modules-project-revenue"),
            *("tryton-modules-purchase-amendment", "tryton-modules-purchase-history"),
            *("tryton-modules-purchase-invoice-line-standalone", "tryton-modules-purchase-price-list"),
            *("tryton-modules-purchase-secondary-unit", "tryton-modules-purchase-shipment-cost"),
            *("tryton-modules-sale-discount", "tryton-modules-sale-history"),
            *("tryton-modules-sale-invoice-grouping", "tryton-modules-sale-payment"),
            *("tryton-modules-sale-price-list", "tryton-modules-sale-product-customer"),
            *("tryton-modules-sale-promotion-coupon", "tryton-modules-sale-secondary-unit"),
            *("tryton-modules-sale-shipment-grouping", "tryton-modules-sale-shipment-tolerance"),
            *("tryton-modules-sale-stock-quantity", "tryton-modules-sale-subscription-asset"),
            *("tryton-modules-sale-supply", "tryton-modules-sale-supply-production"),
            *("tryton-modules-stock-assign-manual", "tryton-modules-stock-consignment"),
            *("tryton-modules-stock-inventory-location", "tryton-modules-stock-location-move"),
            *("tryton-modules-stock-location-sequence", "tryton-modules-stock-lot-sled"),
            *("tryton-modules-stock-lot-unit", "tryton-modules-stock-package-shipping-dpd"),
            *("tryton-modules-stock-package-shipping-ups", "tryton-modules-stock-product-location"),
            *("tryton-modules-stock-quantity-early-planning", "tryton-modules-stock-quantity-issue"),
            *("tryton-modules-stock-secondary-unit", "tryton-modules-stock-shipment-cost"),
            *("tryton-modules-stock-shipment-measurements", "tryton-modules-stock-split"),
            *("tryton-modules-stock-supply-day", "tryton-modules-stock-supply-production"),
            *("tryton-modules-timesheet-cost", "tryton-modules-user-role"),
            "tryton-modules-web-shop-vue-storefront",
            *("tryton-modules-web-shop-vue-storefront-stripe", "tryton-modules-web-shortener"),
            *("ukui-settings-daemon-common", "verbiste"),
        ),
        (
            *("gnuhealth", "gnuhealth-dentistry", "gnuhealth-genetics", "gnuhealth-gyneco"),
            *("gnuhealth-icu", "gnuhealth-imaging", "gnuhealth-inpatient", "gnuhealth-insurance"),
            *("gnuhealth-lab", "gnuhealth-lifestyle", "gnuhealth-nursing", "gnuhealth-ophthalmology"),
            *("gnuhealth-pediatrics", "gnuhealth-services", "gnuhealth-socioeconomics"),
            *("gnuhealth-stock", "gnuhealth-surgery", "odoo-addon-account-asset-management"),
            *("odoo-addon-account-banking-mandate", "odoo-addon-account-banking-pain-base"),
            *("odoo-addon-account-banking-sepa-direct-debit", "odoo-addon-account-billing"),
            *("odoo-addon-account-credit-control", "odoo-addon-account-cutoff-base"),
            *("odoo-addon-account-invoice-import", "odoo-addon-account-invoice-overdue-reminder"),
            *("odoo-addon-account-move-template", "odoo-addon-account-payment-batch-oca"),
            *("odoo-addon-account-payment-mode", "odoo-addon-account-payment-partner"),
            *("odoo-addon-account-payment-return", "odoo-addon-account-reconcile-oca"),
            *("odoo-addon-account-statement-import-base", "odoo-addon-account-statement-import-file"),
            *("odoo-addon-account-statement-import-online", "odoo-addon-agreement-legal"),
            *("odoo-addon-attachment-synchronize", "odoo-addon-base-import-match"),
            *("odoo-addon-base-report-to-printer", "odoo-addon-base-tier-validation"),
            *("odoo-addon-base-user-role", "odoo-addon-cooperator", "odoo-addon-crm-claim"),
            *("odoo-addon-crm-phonecall", "odoo-addon-stock-cycle-count"),
            *("odoo-addon-stock-release-channel", "odoo-addon-stock-request"),
            *("odoo-addon-stock-reserve", "odoo-addon-vault", "odoo-addon-web-m2x-options"),
            *("odoo-addon-web-notify", "odoo-addon-web-responsive", "odoo-addon-web-timeline"),
        ),
    ),
    "thirtysixth": Packages(
        (
            *("blobwars-data", "bookletimposer", "calligrastage-data", "chirp", "debian-security-support"),
            *("dico", "dvdbackup", "eiskaltdcpp-gtk-data", "enlightenment-data", "gmerlin-data"),
            *("gnome-shell-extension-appindicator", "gnome-shell-extension-autohidetopbar"),
            *("gnome-shell-extension-kimpanel", "gnome-shell-extension-panel-osd"),
            *("gnome-shell-extension-runcat", "gnumed-client", "ibus-libzhuyin", "im-config", "invesalius"),
            *("kio-ldap", "ledgersmb", "libnma-common", "lybniz", "mkvtoolnix", "pcb-common"),
            *("php-horde-activesync", "php-horde-alarm", "php-horde-browser", "php-horde-cli"),
            *("php-horde-data", "php-horde-icalendar", "php-horde-image", "php-horde-itip"),
            *("php-horde-kolab-storage", "php-horde-logintasks", "php-horde-mail", "php-horde-mime"),
            *("php-horde-prefs", "php-horde-rpc", "php-horde-share", "php-horde-syncml"),
            *("php-horde-text-filter", "pidgin-hotkeys", "pidgin-privacy-please", "plymouth"),
            *("postgresql-plpython3-15", "postgresql-pltcl-15", "qemu-system-gui", "sarg"),
            *("simple-image-reducer", "squeekboard", "udiskie", "v-sim-common", "vdr-plugin-dvd"),
            *("vdr-plugin-epgsync", "vdr-plugin-fritzbox", "vdr-plugin-mplayer", "vdr-plugin-osdteletext"),
            *("vdr-plugin-remote", "vdr-plugin-satip", "vdr-plugin-skinenigmang"),
            *("vdr-plugin-streamdev-client", "vdr-plugin-streamdev-server", "vdr-plugin-vnsiserver", "wcd"),
            *("winff-data", "wxglade", "xlog-data"),
        ),
        (
            *("byro", "ckanext-feedback", "django-activity-stream", "django-admin-honeypot"),
            *("django-admin-rangefilter", "django-admin-sortable2", "django-appointment"),
            *("django-autocomplete-light", "django-comments-dab", "django-file-form", "django-flatblocks"),
            *("django-fobi", "django-forms-builder", "django-formset", "django-leaflet", "django-loginas"),
            *("django-multiselectfield", "django-notifications-hq", "django-nyt", "django-oidc-provider"),
            *("django-ordered-model", "django-oscar-newsletter", "django-payments", "django-plans"),
            *("django-private-storage", "django-registration", "django-reversion-compare"),
            *("django-star-ratings", "django-survey-and-report", "django-treebeard", "django-user-messages"),
            *("django-userena", "djangocms-admin-style", "djangocms-attributes-field", "djangocms-audio"),
            *("djangocms-bootstrap5", "djangocms-cascade", "djangocms-column", "djangocms-form-builder"),
            *("djangocms-googlemap", "djangocms-history", "djangocms-icon", "djangocms-page-meta"),
            *("djangocms-page-sitemap", "djangocms-page-tags", "djangocms-stories", "djangocms-text"),
            *("djangocms-video", "feincms", "feincms3", "filebrowser-safe", "grappelli-safe", "gtimelog"),
            *("h5p-xblock", "indico-plugin-livesync", "indico-plugin-payment-manual"),
            *("indico-plugin-payment-paypal", "indico-plugin-payment-sixpay", "indico-plugin-piwik"),
            *("indico-plugin-vc-zoom", "invenio-access", "invenio-drafts-resources", "invenio-files-rest"),
            *("invenio-notifications", "invenio-oauth2server", "invenio-pages", "invenio-previewer"),
            *("invenio-records-resources", "invenio-records-ui", "invenio-search-ui", "invenio-theme"),
            *("invenio-users-resources", "modoboa-amavis", "modoboa-contacts", "modoboa-dmarc"),
            *("modoboa-imap-migration", "modoboa-pdfcredentials", "modoboa-postfix-autoreply"),
            *("modoboa-radicale", "modoboa-sievefilters", "modoboa-stats", "modoboa-webmail", "murano"),
            *("openedx-scorm-xblock", "openslides", "pinax-notifications", "pinax-teams", "puput"),
            *("python-watcher", "rdmo", "senlin", "wagtail-2fa", "wagtail-ai", "wagtail-footnotes"),
            *("wagtail-trash", "wagtailgeowidget", "wagtailmedia", "wagtailstreamforms", "wagtailvideos"),
        ),
        ("abiword", "cockpit", "lxd", "openconnect", "quassel", "snapd", "wine"),
    ),
    "sixth": Packages(
        (
            *(
                "baobab",
                "cheese-common",
                "denemo-data",
                "easytag",
                "filezilla-common",
                "gnome-chess",
                "gnome-maps",
            ),
            *("gnumeric-common", "gpodder", "meld", "poedit-common", "sound-juicer", "tali", "xboard"),
        ),
        ("django-allauth-ui", "django-guardian", "django-hijack"),
    ),
    "fifth": Packages(
        (
            *(
                "audacity-data",
                "brasero-common",
                "claws-mail-i18n",
                "deja-dup",
                "fwupd",
                "geany-common",
                "gparted",
            ),
            *(
                "gthumb-data",
                "liferea-data",
                "shotwell-common",
                "totem-common",
                "transmission-common",
                "vlc-l10n",
            ),
        ),
        ("django-axes", "django-import-export", "django-taggit"),
    ),
}
_DJANGO = "[python, printf]"
SYNTAXES = {
    "aptitude-common": r"[printf, {custom: '%[BbFNn]'}]",
    "audacity-data": r"[printf, {custom: '~[%a~]'}]",
    "bison": r"[printf, {custom: '%@|%\d[eu]'}]",
    **dict.fromkeys(("django", "django-allauth", "django-cms", "django-filter", "django-oscar"), _DJANGO),
    **dict.fromkeys(
        ("django-axes", "django-debug-toolbar", "django-import-export", "django-taggit"), _DJANGO
    ),
    **dict.fromkeys(("django-two-factor-auth", "mezzanine"), _DJANGO),
    **dict.fromkeys(("djangorestframework", "pretix", "sphinx", "wagtail"), _DJANGO),
    **dict.fromkeys(("weblate", "wtforms"), _DJANGO),
    "claws-mail-i18n": r"[printf, {custom: '%[A-Za-z]'}]",
    "hexchat-common": "[printf, shell]",
    "gajim": _DJANGO,
    "mayan-edms": "[python, printf, mustache]",
    "journal": "journal",
    **dict.fromkeys(("akregator", "cantor", "dragonplayer", "elisa", "falkon", "filelight"), "windows"),
    **dict.fromkeys(("apper-data", "ark", "ksystemlog"), "windows"),
    **dict.fromkeys(("baloo-kf5", "juk", "kbruch", "kcalc", "kde-spectacle", "kdeconnect"), "windows"),
    **dict.fromkeys(("kdepim-runtime", "kgpg", "kleopatra", "kmymoney-common", "konqueror"), "windows"),
    **dict.fromkeys(("korganizer", "krusader", "kstars-data", "libkf5i18n-data"), "windows"),
    **dict.fromkeys(("libkf5kdelibs4support-data", "libkf5purpose-bin", "libkf5xmlgui-data"), "windows"),
    "gnome-subtitles": "braces",
    **dict.fromkeys(("dnf-data", "gufw"), _DJANGO),
    "guake": _DJANGO,
    **dict.fromkeys(("lightdm-settings", "lollypop", "mozo", "pitivi"), _DJANGO),
    **dict.fromkeys(("lokalize", "marble-data"), "windows"),
    **{
        f"libreoffice-l10n-{locale}": r"[{custom: '%[A-Z][A-Z0-9_]+|%[1-9]\b|\$\(\w+\)|\$\[\w+\]'}]"
        for locale in ("de", "es", "fr", "ja", "ko", "pl", "pt-br", "ru", "tr", "zh-cn")
    },
    **dict.fromkeys(("plasma-desktop-data", "plasma-discover-common", "plasma-workspace-data"), "windows"),
    **dict.fromkeys(("powerdevil-data", "rocs", "skrooge-common", "step", "systemsettings"), "windows"),
    "tellico-data": "windows",
    **dict.fromkeys(("ocrfeeder", "pdfarranger", "photofilmstrip", "python-apt-common"), _DJANGO),
    **dict.fromkeys(("rapid-photo-downloader", "rednotebook", "safeeyes"), _DJANGO),
    **dict.fromkeys(("software-properties-common", "solfege", "terminator", "ufw"), _DJANGO),
    "minetest-data": "[printf, shell]",
    **dict.fromkeys(("kalendar", "kalzium-data", "kamoso", "kbibtex-data"), "windows"),
    **dict.fromkeys(("kcharselect", "kdepim-addons", "kdialog", "kfind", "kgeography-data"), "windows"),
    **dict.fromkeys(("khelpcenter", "kig", "kinfocenter", "kmag", "kmines", "kmix", "kmousetool"), "windows"),
    **dict.fromkeys(("kontact", "kpat", "krdc", "krfb", "kruler", "ksudoku", "ktouch-data"), "windows"),
    **dict.fromkeys(("kwalletmanager", "labplot-data", "parley-data", "umbrello-data"), "windows"),
    **dict.fromkeys(("accerciser", "blender-data", "unattended-upgrades"), _DJANGO),
    **dict.fromkeys(("gnome-keysign", "sonata", "soundconverter"), _DJANGO),
    **dict.fromkeys(("akonadi-contacts-data", "calligra-data", "calligrasheets-data"), "windows"),
    **dict.fromkeys(("calligrawords-data", "kexi-data", "kmahjongg", "konversation-data"), "windows"),
    **dict.fromkeys(("ktimer", "kturtle", "libkf5incidenceeditor-data", "minuet-data"), "windows"),
    "pim-data-exporter": "windows",
    "gbrainy": "braces",
    "hamster-time-tracker": _DJANGO,
    **{
        f"jupyterlab-language-pack-{tag}": "windows"
        for tag in (
            *("de-de", "es-es", "fr-fr", "ja-jp", "ko-kr", "pl-pl", "pt-br", "ru-ru", "tr-tr", "zh-cn"),
        )
    },
    **dict.fromkeys(
        ("bluedevil", "cervisia", "drkonqi", "kapptemplate", "kbackup", "kcachegrind"), "windows"
    ),
    **dict.fromkeys(("kde-cli-tools-data", "kdeplasma-addons-data", "kdf", "kgoldrunner"), "windows"),
    **dict.fromkeys(("khangman", "klickety", "kolf", "kompare", "konquest", "kscreen", "ksirk"), "windows"),
    **dict.fromkeys(("plasma-nm", "plasma-pa", "plasma-sdk", "plasma-vault"), "windows"),
    **dict.fromkeys(("git-cola", "picard", "pychess"), _DJANGO),
    **dict.fromkeys(("libzypp-common", "zypper-common"), r"[printf, {custom: '%\d%'}]"),
    **dict.fromkeys(("k3b-i18n", "kaffeine", "kile-l10n"), "windows"),
    **dict.fromkeys(("backintime-common", "exfalso", "gourmand", "gtg", "ibus-typing-booster"), _DJANGO),
    **dict.fromkeys(("mcomix", "mypaint-data", "policycoreutils-python-utils"), _DJANGO),
    "frescobaldi": "braces",
    **dict.fromkeys(("artikulate", "glom", "granatier", "grub-customizer", "kapman"), "windows"),
    **dict.fromkeys(("kcolorchooser", "kigo", "killbots", "kmenuedit", "knavalbattle", "kubrick"), "windows"),
    **dict.fromkeys(("kwave", "latte-dock", "plasma-browser-integration", "plasma-firewall"), "windows"),
    **dict.fromkeys(("basket-data", "soundkonverter", "sweeper"), "windows"),
    **{f"libkf5{name}-data": "windows" for name in ("newstuff", "package", "parts", "service", "wallet")},
    **dict.fromkeys(("devede", "diffuse", "duplicity"), _DJANGO),
    "schroot-common": r"[printf, {custom: '%\d%'}]",
    "wesnoth-1.16-data": r"[{custom: '\$\w+'}]",
    **dict.fromkeys(
        ("kaddressbook-data", "kalgebra-common", "kf5-messagelib-data", "khotkeys-data"), "windows"
    ),
    **dict.fromkeys(
        ("kio-extras-data", "kipi-plugins-common", "klettres-data", "ktexteditor-data"), "windows"
    ),
    **dict.fromkeys(("ktuberling-data", "kwin-data", "kxstitch-common", "lskat-data"), "windows"),
    **dict.fromkeys(("palapeli-data", "rkward-data"), "windows"),
    **{f"libkf5{name}-data": "windows" for name in ("calendarsupport", "eventviews", "ksieve", "mailcommon")},
    **dict.fromkeys(("pympress", "system-config-printer-common", "unknown-horizons", "variety"), _DJANGO),
    "virtinst": _DJANGO,
    "widelands-data": r"[printf, {custom: '%\d%'}]",
    **dict.fromkeys(("grass-core", "mu-editor"), _DJANGO),
    "openscad": "[printf, windows]",
    "dolphin-emu-data": "[braces, windows]",
    "pppoeconf": "shell",
    **dict.fromkeys(("kalarm", "kolourpaint", "kphotoalbum", "kronometer", "ktimetracker"), "windows"),
    **dict.fromkeys(("rsibreak", "skanlite"), "windows"),
    **dict.fromkeys(("gpick", "znc"), "braces"),
    **dict.fromkeys(("accountwizard", "akonadi-mime-data", "bovo", "calligraplan"), "windows"),
    **dict.fromkeys(("content-hub", "dolphin-plugins", "haruna", "kaccounts-integration"), "windows"),
    **dict.fromkeys(("kaccounts-providers", "kajongg", "kamera", "kanagram", "katomic"), "windows"),
    **dict.fromkeys(("kblackbox", "kblocks", "kbreakout", "kde-config-cddb", "kde-config-cron"), "windows"),
    **dict.fromkeys(("kde-config-fcitx", "kde-config-fcitx5", "kde-config-plymouth"), "windows"),
    **dict.fromkeys(("kde-config-screenlocker", "kde-config-systemd"), "windows"),
    **dict.fromkeys(("kde-config-telepathy-accounts", "kde-telepathy-data"), "windows"),
    **dict.fromkeys(("kde-telepathy-desktop-applets", "kde-telepathy-send-file"), "windows"),
    **dict.fromkeys(("kde-telepathy-text-ui", "kdenetwork-filesharing", "kdepim-themeeditors"), "windows"),
    **dict.fromkeys(("kdesvn", "kdevelop-php-l10n", "kdevelop-python-l10n", "kfourinline"), "windows"),
    **dict.fromkeys(("kgamma5", "kgeotag", "kimagemapeditor", "kio-gdrive", "kio-perldoc"), "windows"),
    **dict.fromkeys(("kirigami-addons-data", "kjots", "klines", "kmouth", "kmplot", "knetwalk"), "windows"),
    **dict.fromkeys(("knotes", "krename", "kreversi", "kross", "kshisen", "ksnakeduel"), "windows"),
    **dict.fromkeys(("kspaceduel", "ktechlab", "ktrip", "kuiviewer", "kwordquiz"), "windows"),
    **dict.fromkeys(("libkdecorations2-5v5", "libkeduvocdocument-data", "libkf5akonadi-data"), "windows"),
    **dict.fromkeys(("libkf5configwidgets-data", "libkf5contacts-data", "libkf5dav-data"), "windows"),
    **dict.fromkeys(("libkf5filemetadata-data", "libkf5identitymanagement5"), "windows"),
    **dict.fromkeys(("libkf5jsembed-data", "libkf5ldap-data", "libkf5mailimporter5"), "windows"),
    **dict.fromkeys(("libkf5pimcommon-data", "libkf5pimtextedit-data", "libkf5sane-data"), "windows"),
    **dict.fromkeys(("libkf5sysguard-data", "libkf5tnef5", "libkpimitinerary-data"), "windows"),
    **dict.fromkeys(("libkpmcore12", "libokteta-l10n", "lomiri-camera-app", "lomiri-clock-app"), "windows"),
    **dict.fromkeys(("lomiri-filemanager-app", "lomiri-music-app", "lomiri-system-settings"), "windows"),
    **dict.fromkeys(("lomiri-terminal-app", "pim-sieve-editor", "plasma-bigscreen"), "windows"),
    **dict.fromkeys(("plasma-disks", "plasma-framework", "plasma-integration", "plasma-mobile"), "windows"),
    **dict.fromkeys(("plasma-remotecontrollers", "plasma-runner-telepathy-contact"), "windows"),
    **dict.fromkeys(("plasma-thunderbolt", "polkit-kde-agent-1", "qml-module-lomiri-components"), "windows"),
    **dict.fromkeys(("qml-module-lomiri-components-extras", "skanpage", "spacebar"), "windows"),
    **dict.fromkeys(("apparmor-utils", "arandr", "calamares", "compizconfig-settings-manager"), _DJANGO),
    **dict.fromkeys(("dialect", "dnf-plugins-core", "galternatives", "gnome-activity-journal"), _DJANGO),
    **dict.fromkeys(("gnome-feeds", "hydrapaper", "ibus-anthy", "jack-mixer", "keyman", "kupfer"), _DJANGO),
    **dict.fromkeys(("linuxcnc-uspace", "mailnag", "metadata-cleaner", "minigalaxy", "mirage"), _DJANGO),
    **dict.fromkeys(("nala", "nfoview", "openswitcher", "piper", "prewikka", "pybik", "secrets"), _DJANGO),
    **dict.fromkeys(("simple-ccsm", "sosreport", "wike", "x-tile"), _DJANGO),
    "clawsker": "[printf, braces]",
    "easyeffects": "braces",
    "fcitx5-chinese-addons-data": "[braces, windows]",
    "freeipa-common": "[python, printf, shell]",
    **dict.fromkeys(("gobby", "lifeograph", "menu", "regexxer"), "[printf, windows]"),
    "kio-audiocd": r"[windows, {custom: '%\{\w+\}'}]",
    "lomiri-indicator-network": r"[windows, {custom: '%\{\d\}'}]",
    **dict.fromkeys(("alkimia-data", "angelfish", "blinken", "bomber", "choqok", "colord-kde"), "windows"),
    **dict.fromkeys(("fcitx5-config-qt", "heaptrack-gui", "itinerary", "kbounce"), "windows"),
    **dict.fromkeys(("kde-config-flatpak", "kde-config-sddm", "kde-config-tablet"), "windows"),
    **dict.fromkeys(("kde-telepathy-approver", "kde-telepathy-auth-handler"), "windows"),
    **dict.fromkeys(("kde-telepathy-call-ui", "kde-telepathy-contact-list"), "windows"),
    **dict.fromkeys(("kde-telepathy-filetransfer-handler", "kde-telepathy-integration-module"), "windows"),
    **dict.fromkeys(("kdebugsettings", "kdiamond", "kdiff3", "keditbookmarks", "kfloppy"), "windows"),
    **dict.fromkeys(("kiriki", "kiten", "kjumpingcube", "kollision", "konsolekalendar"), "windows"),
    **dict.fromkeys(("kontrast", "ksquares", "ksystemstats", "kteatime"), "windows"),
    **dict.fromkeys(("libkf5akonadicalendar-data", "libkf5baloowidgets5"), "windows"),
    **dict.fromkeys(("libkf5calendarutils5", "libkf5declarative-data", "libkf5imap-data"), "windows"),
    **dict.fromkeys(("libkf5kcmutils-data", "libkf5khtml-data", "libkf5libkleo-data"), "windows"),
    **dict.fromkeys(("libkf5mailtransport-data", "libkf5notifyconfig-data"), "windows"),
    **dict.fromkeys(("libkf5textwidgets-data", "libkomparediff2-5", "libktorrent-l10n"), "windows"),
    **dict.fromkeys(("massif-visualizer", "neochat", "peruse-common", "picmi", "plasma-dialer"), "windows"),
    **dict.fromkeys(("plasma-settings", "plasma-systemmonitor", "plasma-welcome"), "windows"),
    **dict.fromkeys(("print-manager", "qmlkonsole", "qtcurve-l10n", "subtitlecomposer"), "windows"),
    **dict.fromkeys(("ukui-media-common", "xdg-desktop-portal-kde", "yakuake", "zanshin"), "windows"),
    **dict.fromkeys(("bkchem", "command-not-found", "d-feet", "fdroidserver", "gameconqueror"), _DJANGO),
    **dict.fromkeys(("giara", "gnome-shell-extensions-extra", "jhbuild", "osdlyrics"), _DJANGO),
    **dict.fromkeys(("revelation", "screenkey", "sugar-session"), _DJANGO),
    "checkinstall": "shell",
    "sympa": "windows",
    "clisp": "[{custom: '~[A-Za-z]'}]",
    **dict.fromkeys(("caffeine", "gdebi-core"), _DJANGO),
    **dict.fromkeys(("bleachbit", "catfish", "deluge-common"), _DJANGO),
    **dict.fromkeys(("blueman", "cinnamon-l10n", "firewalld", "gramps", "orca", "spyder"), _DJANGO),
    **dict.fromkeys(("shuup", "solaar", "nicotine-plus", "trac", "zim"), _DJANGO),
    **dict.fromkeys(("digikam-data", "dolphin", "gwenview", "kate5-data", "kdenlive-data"), "windows"),
    **dict.fromkeys(("kdevelop-l10n", "kget", "kio", "kmail", "konsole", "krita-l10n"), "windows"),
    **dict.fromkeys(("ktorrent-data", "partitionmanager"), "windows"),
    **dict.fromkeys(("akonadi-import-wizard", "debconf-kde-data", "k4dirstat"), "windows"),
    **dict.fromkeys(("kactivitymanagerd", "kcollectd", "kde-style-breeze"), "windows"),
    **dict.fromkeys(("kde-style-oxygen-qt5", "kde-zeroconf", "kdesdk-thumbnailers", "kinit"), "windows"),
    **dict.fromkeys(("kio-admin", "kio-gopher", "knights", "kongress", "kraft", "kshutdown"), "windows"),
    **dict.fromkeys(("ksshaskpass", "ktikz", "kwin-decoration-oxygen", "kwin-style-breeze"), "windows"),
    **dict.fromkeys(("libkf5akonadinotes5", "libkf5compactdisc5", "libkf5grantleetheme5"), "windows"),
    **dict.fromkeys(("libkf5gravatar-data", "libkf5iconthemes-data", "libkf5kdegames7"), "windows"),
    **dict.fromkeys(("libkf5kmahjongglib5", "libkf5libkdepim-data", "libkf5people-data"), "windows"),
    **dict.fromkeys(("libkf5pty-data", "libkf5su-data", "libkf5unitconversion-data"), "windows"),
    **dict.fromkeys(("libkf5xmlrpcclient-data", "libkopeninghours1", "libksanecore1"), "windows"),
    **dict.fromkeys(("liboxygenstyleconfig5-5", "lomiri-common", "lomiri-gallery-app-common"), "windows"),
    **dict.fromkeys(("lomiri-mediaplayer-app-common", "lomiri-telephony-service"), "windows"),
    **dict.fromkeys(("lomiri-url-dispatcher", "markdownpart", "mbox-importer", "milou"), "windows"),
    **dict.fromkeys(("plasma-gmailfeed", "plasma-nano", "plasma-pass", "plasma-phonebook"), "windows"),
    "ukui-control-center": "windows",
    **dict.fromkeys(("apostrophe", "ayatana-settings", "ayatana-webmail", "caja-admin"), _DJANGO),
    **dict.fromkeys(("caja-rename", "drawing", "epoptes", "freedombox", "gammastep", "ganyremote"), _DJANGO),
    **dict.fromkeys(("gpxviewer", "gtranscribe", "kanyremote", "mate-dock-applet", "mate-menu"), _DJANGO),
    **dict.fromkeys(("mate-tweak", "mnemosyne", "onboard-common", "passes-gtk", "photocollage"), _DJANGO),
    **dict.fromkeys(("portfolio-filemanager", "pytrainer", "qreator", "rabbitvcs-core"), _DJANGO),
    **dict.fromkeys(("syncthing-gtk", "typecatcher", "xfce4-panel-profiles"), _DJANGO),
    **dict.fromkeys(("fcitx5-m17n", "gnome-split", "gwakeonlan", "lightdm-gtk-greeter-settings"), "braces"),
    "setzer": "braces",
    "backup-manager": "shell",
    "libkf5mime-data": "[windows, shell]",
    "lilypond": r"[printf, {custom: '~[AaSs]'}]",
    "tomboy-ng": "pascal",
    "tortoisehg": r"[printf, {custom: '%\(\w+\)[ds]'}]",
    **dict.fromkeys(("input-remapper-gtk", "onioncircuits"), _DJANGO),
    **{f"paperwork-gtk-l10n-{tag}": _DJANGO for tag in ("de", "es", "fr")},
    **dict.fromkeys(("bookletimposer", "chirp", "gnumed-client", "invesalius", "lybniz"), _DJANGO),
    **dict.fromkeys(("simple-image-reducer", "udiskie", "wxglade"), _DJANGO),
    "calligrastage-data": "windows",
    **dict.fromkeys(("debian-security-support", "im-config"), "shell"),
    "eiskaltdcpp-gtk-data": r"[printf, {custom: '%\d%'}]",
    "mkvtoolnix": "[braces, windows]",
    "mercurial-common": r"[printf, {custom: '%\(\w+\)[ds]'}]",  # its templates use braces
}
# The placeholder syntaxes of entries with a flag of gettext. Entries without one have no placeholders.
_BOOST = r"[printf, {custom: '%\d%'}]"
FLAGS = {
    "boost-format": _BOOST,
    "object-pascal-format": "pascal",
    "c-format": "printf",
    "javascript-format": "printf",
    "kde-format": "windows",
    "php-format": "printf",
    "python-brace-format": "python",
    "python-format": _DJANGO,
    "qt-format": "windows",
    "sh-format": "shell",
}
NO_SYNTAX = "[]"
# The context that a message begins or ends with.
CONTEXTS = {
    "ardour-data": re.compile(r"\A[A-Z]\w+\|"),
    "freeciv-data": re.compile(r"\A\?[\w -]+:"),
    "fontforge-common": re.compile(r"\A[\w ]+\|"),
    "gramps": re.compile(r"\A[^|\n]+\|+"),
    "neverball-common": re.compile(r"\A\w+\^"),
    "lyx-common": re.compile(r"\[\[[^\]]+\]\]\Z"),
    **dict.fromkeys(
        (
            *("vdr", "vdr-plugin-epgsearch", "vdr-plugin-femon", "vdr-plugin-mp3"),
            "vdr-plugin-xineliboutput",
            *("vdr-plugin-dvd", "vdr-plugin-epgsync", "vdr-plugin-fritzbox", "vdr-plugin-mplayer"),
            *("vdr-plugin-osdteletext", "vdr-plugin-remote", "vdr-plugin-satip", "vdr-plugin-skinenigmang"),
            *("vdr-plugin-streamdev-client", "vdr-plugin-streamdev-server", "vdr-plugin-vnsiserver"),
        ),
        re.compile(r"\A[\w.]+\$"),
    ),
    "wesnoth-1.16-data": re.compile(r"\A[^^\s]+\^"),
}
# Their tools set no flags.
UNFLAGGED = {
    **dict.fromkeys(("collective-easyform", "kotti", "plone.app.locales"), "shell"),
    **dict.fromkeys(("gosa", "ldap-account-manager", "tt-rss"), "printf"),
    **{f"gosa-plugins-{name}": "printf" for name in ("ldapmanager", "mailaddress", "netgroups")},
    **{f"gosa-plugins-{name}": "printf" for name in ("pwreset", "sudo", "systems")},
    **dict.fromkeys(("invenio-app-rdm", "invenio-jobs", "invenio-rdm-records"), "[python, mustache]"),
    "cura": "[braces, windows]",
    **dict.fromkeys(("doublecmd-common", "lazarus-ide-2.2"), "pascal"),
    "gambas3-ide": r"[{custom: '&\d'}]",
    "prusa-slicer": _BOOST,
    "request-tracker5": "windows",
    **dict.fromkeys(("lti-consumer-xblock", "python3-electrum", "sickchill", "thonny"), _DJANGO),
    "nagvis": r"[{custom: '\[[A-Z]+\]'}]",
    "cockpit": r"[{custom: '\$\w+'}]",
    "ledgersmb": r"[{custom: '\[_\d\]'}]",
    "wine": r"[windows, printf, {custom: '\[\d\]'}]",
    "winff-data": "pascal",
    **dict.fromkeys(("frozen-bubble-data", "lincity-ng-data", "manaplus-data", "shutter"), "printf"),
    **{package: "printf" for each in SETS.values() for package in each.debian if "php-horde" in package},
    **{package: _DJANGO for each in SETS.values() for package in each.debian if "tryton-modules" in package},
    **{package: _DJANGO for each in SETS.values() for package in each.pypi if "gnuhealth" in package},
    **{
        package: "[python, printf, mustache]"
        for each in SETS.values()
        for package in each.pypi
        if package.startswith("odoo-addon")
    },
    "lazpaint-gtk2": "[pascal, windows]",
}
SOURCE = "en-US"
# %1$P, %pB, and `@i` for "inode", which no syntax of eventdocs has.
PRIVATE_SYNTAX = {"bfd.mo", "e2fsprogs.mo", "ld.mo"}
# Of a message without its text.
_MESSAGE_ID = re.compile(r"[a-z0-9-]+(?:[_:.][a-z0-9-]+)+|[a-z]+(?:[A-Z][a-z]+)+")
NOT_ABOUT_TRANSLATIONS = {"ED014", "ED202"}  # two events with one file name, and missing translations


class Verdict(NamedTuple):
    """A judged finding: the text, the rule, and whether a careful reviewer would want it."""

    key: str
    rule: str
    verdict: str


class Pair(NamedTuple):
    """A text, its translation, and the field of the event in which it is used."""

    source: str
    target: str
    field: str = "message"


def download(folder: Path, packages: Packages) -> None:
    """Download missing packages to a folder and extract them."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [package for package in packages.debian if not (folder / package).exists()]
    if missing:
        subprocess.run(["apt-get", "download", "-qq", *missing], cwd=folder, check=True)
    for package in missing:
        (archive,) = folder.glob(f"{package}_*.deb")
        subprocess.run(["dpkg-deb", "-x", archive, folder / package], check=True)
    for package in packages.pypi:
        if not (folder / package).exists():
            options = ("--quiet", "--no-deps", "--only-binary", ":all:")
            command = [sys.executable, "-m", "pip", "download", *options, package]
            subprocess.run(command, cwd=folder, check=True)
            name = re.sub(r"[-.]", "_", package)
            (archive,) = (each for each in folder.glob("*.whl") if each.name.startswith(f"{name}-"))
            zipfile.ZipFile(archive).extractall(folder / package)
    for package in packages.sources:
        if not (folder / package).exists():
            # Mirrors may lack other parts of the source package.
            subprocess.run(["apt-get", "source", "--download-only", "-qq", package], cwd=folder, check=False)
            for archive in folder.glob(f"{package}_*.orig*.tar.*[!c]"):
                with tarfile.open(archive) as files:
                    translated = [each for each in files if each.isfile() and each.name.endswith(".po")]
                    files.extractall(folder / package, translated, filter="data")


def translations(folder: Path, packages: Packages) -> Iterator[tuple[str, str, Pair, str]]:
    """Yield the package, locale, pair and placeholder syntaxes of each text."""
    for package in (*packages.debian, *packages.pypi, *packages.sources):
        sources, compiled_files = (sorted((folder / package).glob(f"**/*.{end}")) for end in ("po", "mo"))
        paths = sources if len(sources) * 4 > len(compiled_files) else compiled_files  # a few are examples
        seen: set[tuple[str, str]] = set()
        for path in (each for each in paths if each.name not in PRIVATE_SYNTAX):
            stem = path.stem.rpartition(".")[2]  # of a name such as `program.de.po`
            names = [name for name in (stem, *path.relative_to(folder).parts) if name in LOCALES]
            if not names:
                continue
            locale = LOCALES[names[0]]
            read = _read_po(path) if path.suffix == ".po" else _read_mo(path.read_bytes())
            for found, flags in read:
                pair = found._replace(source=_without_context(package, found.source))
                if (locale, pair.source) not in seen:
                    seen.add((locale, pair.source))
                    own = next((FLAGS[flag] for flag in flags if flag in FLAGS), None)
                    own = own or UNFLAGGED.get(package, NO_SYNTAX)
                    compiled = SYNTAXES.get(package, "printf")
                    yield package, locale, pair, own if path.suffix == ".po" else compiled
    if "systemd" not in packages.debian:
        return
    journal = folder / "systemd/usr/lib/systemd/catalog"
    originals = _read_journal_catalog(journal / "systemd.catalog")
    for name, locale in LOCALES.items():
        file = journal / f"systemd.{name}.catalog"
        for key, (field, text) in _read_journal_catalog(file).items() if file.exists() else ():
            yield "journal", locale, Pair(originals[key][1], text, field), "journal"


def _without_context(package: str, source: str) -> str:
    found = CONTEXTS[package].search(source) if package in CONTEXTS else None
    return source[: found.start()] + source[found.end() :] if found else source


def _read_po(path: Path) -> Iterator[tuple[Pair, Set[str]]]:
    """Yield the messages without plural forms of a gettext file in UTF-8, with their flags."""
    text = path.read_bytes().decode("utf-8", "replace")
    for entry in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        flags = {
            flag.strip() for line in re.findall(r"^#,(.*)", entry, re.MULTILINE) for flag in line.split(",")
        }
        found = {
            keyword: "".join(map(_unescaped, re.findall(r'^.*?"(.*)"$', lines, re.MULTILINE)))
            for keyword, lines in re.findall(r'^(msg\w+) ((?:.*\n?)(?:".*\n?)*)', entry, re.MULTILINE)
        }
        is_manual = re.search(r"^#\. type: ", entry, re.MULTILINE)  # a manual page, in the syntax of roff
        if "fuzzy" not in flags and not is_manual and found.keys() >= {"msgid", "msgstr"}:
            # Zope's messages have ids, and their English texts in comments.
            texts = re.findall(r'^#\. Default: "(.*)"$', entry, re.MULTILINE)
            source = _unescaped(texts[0]) if texts else found["msgid"]
            if not _MESSAGE_ID.fullmatch(source):
                yield from ((pair, flags) for pair in _pairs(source, found["msgstr"]))


def _unescaped(text: str) -> str:
    """Return a text with gettext's C escapes decoded."""
    letters = {"n": "\n", "t": "\t", "r": "\r"}
    return re.sub(r"\\(.)", lambda match: letters.get(match[1], match[1]), text)


def _pairs(source: str, target: str) -> Iterator[Pair]:
    """Yield a source text and its translation if both are real texts, without syntax of one program."""
    target = target.partition("|/|")[0]  # a script of KDE follows
    is_text = source.strip() and target.strip() and not {"\0", "\ufffd"} & set(source + target)
    is_credit = source in ("translator-credits", "Your names", "Your emails") or "translator: " in source
    if is_text and not is_credit:
        yield Pair(source, target)


def _read_mo(data: bytes) -> Iterator[tuple[Pair, Set[str]]]:
    """Yield the messages without plural forms of a compiled gettext file in UTF-8, which has no flags."""
    order = "<" if data[:4] == b"\xde\x12\x04\x95" else ">"
    _, count, sources, targets = struct.unpack_from(f"{order}4I", data, 4)
    for at in range(count):
        texts = []
        for table in (sources, targets):
            length, start = struct.unpack_from(f"{order}2I", data, table + 8 * at)
            texts.append(data[start : start + length].decode("utf-8", "replace"))
        source, target = texts
        source = source.rpartition("\4")[2]  # the context is before it
        yield from ((pair, frozenset()) for pair in _pairs(source, target))


def _read_journal_catalog(file: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the subjects and texts of a catalog of systemd by message id and field."""
    found = {}
    lines = (line for line in file.read_text("utf-8").split("\n") if not line.startswith("#"))
    for entry in "\n".join(lines).split("\n-- ")[1:]:
        head, _, body = entry.partition("\n\n")
        key, *fields = head.split("\n")
        subject = (
            next(line for line in fields if line.startswith("Subject:")).removeprefix("Subject:").strip()
        )
        found[key.split()[0], "message"] = "message", subject
        if body.strip():
            found[key.split()[0], "description"] = "description", body.strip()
    return found


def catalogs(
    folder: Path, packages: Packages, pairs: int, seed: int
) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yield a catalog for each package and its syntaxes, with a random choice of texts in all locales."""
    by_package: dict[str, dict[tuple[str, str], dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    syntaxes: dict[tuple[str, tuple[str, str]], str] = {}
    for package, locale, pair, syntax in translations(folder, packages):
        text = pair.source, pair.field
        by_package[package][text][locale] = pair.target
        syntaxes[package, text] = max(syntax, syntaxes.get((package, text), ""))
    sources = [(package, text) for package, texts in by_package.items() for text in texts]
    sources.sort(key=lambda each: hashlib.sha256(f"{seed} {each}".encode()).digest())
    chosen: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    count = 0
    for package, text in sources:
        if count < pairs:
            chosen[package, syntaxes[package, text]].append(text)
            count += len(by_package[package][text])
    for (package, syntax), chosen_texts in sorted(chosen.items()):
        settings = f"source_locale: {SOURCE}\nlocales: [{SOURCE}, {', '.join(TAGS)}]\n"
        files = {"catalog.yaml": f"{settings}placeholders: {syntax}\n"}
        for number, (source, field) in enumerate(sorted(chosen_texts), start=1):
            strings = {SOURCE: {field: source}}
            targets = by_package[package][source, field]
            strings |= {tag: {field: target} for tag, target in sorted(targets.items())}
            event = {"id": str(number), "name": f"Message{number}", "strings": strings}
            files[f"events/{number}-message{number}.yaml"] = json.dumps(event, ensure_ascii=False)
        yield package, {name: text.encode() for name, text in files.items()}


class Judged(NamedTuple):
    """A finding with the pair that it is about."""

    package: str
    finding: Diagnostic
    pair: Pair

    @property
    def key(self) -> str:
        """The key that identifies the pair, without its text."""
        text = f"{self.package}\0{self.finding.locale}\0{self.pair.source}\0{self.pair.target}"
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def order(self, seed: int) -> str:
        """Return the place in a random order that other findings do not change."""
        return hashlib.sha256(f"{seed} {self.key} {self.finding.rule.code}".encode()).hexdigest()


def findings(folder: Path, packages: Packages, pairs: int, seed: int) -> tuple[list[Judged], Counter[str]]:
    """Return the findings about translations, and the number of pairs of each locale."""
    found: list[Judged] = []
    counts: Counter[str] = Counter()
    for package, files in catalogs(folder, packages, pairs, seed):
        loaded = parse_catalog(files)
        texts = {
            (event.key, locale): (" ".join(segments), field)
            for event in loaded.catalog.events
            for locale, block in event.strings.items()
            for field, segments in block.strings.items()
        }
        counts.update(locale for _, locale in texts if locale != SOURCE)
        for finding in all_diagnostics(loaded):
            if finding.locale in TAGS and finding.rule.code not in NOT_ABOUT_TRANSLATIONS:
                source, field = texts[finding.event, SOURCE]
                target, _ = texts[finding.event, finding.locale]
                found.append(Judged(package, finding, Pair(source, target, field)))
    return found, counts


def read_verdicts() -> dict[tuple[str, str], str]:
    """Return the verdicts by pair and rule."""
    if not VERDICTS.exists():
        return {}
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        return {(row["key"], row["rule"]): row["verdict"] for row in csv.DictReader(file)}


def table(found: Sequence[Judged], counts: Counter[str]) -> str:
    """Return a table with a row for each rule and a column for each locale."""
    tags = sorted(counts)
    numbers = Counter((each.finding.rule.code, each.finding.locale) for each in found)
    lines = ["rule   " + "".join(f"{tag:>8}" for tag in tags) + "     all"]
    for code in sorted({code for code, _ in numbers}):
        row = [numbers[code, tag] for tag in tags]
        lines.append(f"{code:7}" + "".join(f"{number:8}" for number in row) + f"{sum(row):8}")
    lines.append("pairs  " + "".join(f"{counts[tag]:8}" for tag in tags) + f"{counts.total():8}")
    return "\n".join(lines)


def report(sample: Sequence[Judged]) -> str:
    """Return the sample of findings, and the share of right ones among those with a verdict."""
    verdicts = read_verdicts()
    lines, judged = [], []
    for at, each in enumerate(sample, start=1):
        finding = each.finding
        verdict = verdicts.get((each.key, finding.rule.code), "")
        if verdict:
            judged.append((finding, verdict))
        text = finding.text_range
        part = (
            f" [{text.value[text.start : text.end]}]"
            if text and text.end - text.start < len(text.value)
            else ""
        )
        lines += [
            f"{at} {each.key} {finding.rule.code} {finding.severity} {finding.locale} {each.package} {verdict}",
            *(f"   {line}" for line in each.pair.source.splitlines()),
            "   ->",
            *(f"   {line}" for line in each.pair.target.splitlines()),
            f"   {finding.message}{part}",
        ]
    for name, chosen in (
        ("errors", [verdict for finding, verdict in judged if finding.severity is Severity.ERROR]),
        ("findings", [verdict for _, verdict in judged]),
        *((tag, [v for f, v in judged if f.locale == tag]) for tag in sorted(TAGS)),
    ):
        if chosen:
            lines.append(
                f"{name}: {chosen.count('right')} of {len(chosen)} right ({chosen.count('right') / len(chosen):.1%})"
            )
    return "\n".join(lines)


def main() -> int:
    """Check the translations and print the table and the sample."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", choices=SETS, default="first")
    parser.add_argument("--pairs", type=int, default=40_000)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rule", default="")
    parser.add_argument("--locale", default="")
    parser.add_argument("--errors", action="store_true", help="a sample of errors only")
    options = parser.parse_args()
    packages = SETS[options.set]
    download(options.folder, packages)
    found, counts = findings(options.folder, packages, options.pairs, options.seed)
    print(table(found, counts))
    chosen = [
        each
        for each in found
        if options.rule in each.finding.rule.code
        and options.locale in each.finding.locale
        and (each.finding.severity is Severity.ERROR or not options.errors)
    ]
    distinct = {(each.key, each.finding.rule.code): each for each in reversed(chosen)}
    sample = sorted(distinct.values(), key=lambda each: each.order(options.seed))[: options.sample]
    print(report(sample))
    return 0


if __name__ == "__main__":
    sys.exit(main())
