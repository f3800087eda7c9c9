/** Lies in every archive, for whoever opens it years later without this program. */
export const archiveReadme = `Offenes Archiv von Stammkunde
=============================

Dieses Archiv enthält alle Daten Ihres Geschäfts in einer Form, die jedes Programm lesen kann. Es ist nicht verschlüsselt:
Bewahren Sie es so auf wie Ihre Kundenkartei. Zum Wiederherstellen in Stammkunde nehmen Sie eine Sicherung, nicht dieses Archiv.

manifest.json   Tag, Version, alle Dateien mit Zahl der Zeilen, Bytes und SHA-256, und welche Tabellen fehlen und warum.
tables/*.jsonl  Je Tabelle eine Datei in JSON Lines: eine Zeile je Datensatz, UTF-8.
files/          Fotos und Dokumente unter dem SHA-256 ihres Inhalts.

Nummern ("id", "customer_id" ...) sind ganze Zahlen und verbinden die Tabellen. Tage sind JJJJ-MM-TT, Zeitpunkte ISO 8601 in UTC.
Beträge ("..._cents") sind ganze Cent, Punkte ganze Zahlen. 0 heißt nein, 1 heißt ja. null heißt: nicht angegeben.
customer.deleted_at: liegt seit diesem Zeitpunkt im Papierkorb. purchase.voided_at: wurde zurückgenommen.


Open archive of Stammkunde
==========================

This archive holds all data of your shop in a form that any program can read. It is not encrypted: keep it as you keep your
customer file. To restore data in Stammkunde, use a backup, not this archive.

manifest.json   Day, version, all files with their number of rows, bytes and SHA-256, and which tables are left out and why.
tables/*.jsonl  One file per table in JSON Lines: one line per record, UTF-8.
files/          Photos and documents under the SHA-256 of their content.

Numbers ("id", "customer_id" ...) are integers and connect the tables. Days are YYYY-MM-DD, moments ISO 8601 in UTC.
Amounts ("..._cents") are whole cents, points whole numbers. 0 means no, 1 means yes. null means: not given.
customer.deleted_at: in the recycle bin since then. purchase.voided_at: taken back.
`
