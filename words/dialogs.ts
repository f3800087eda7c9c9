/** What the system's file dialogs call the files they show. */
export interface DialogWords {
  kinds: Record<'customers' | 'backup' | 'image' | 'logo' | 'any' | 'table' | 'pdf' | 'contacts' | 'workbook' | 'archive' | 'mail', string>
}

export const dialogWords = {
  de: {
    kinds: {
      customers: 'Kundenlisten (Excel, CSV, vCard)',
      backup: 'Sicherungen',
      image: 'Bilder',
      logo: 'Logo (PNG, JPEG, SVG)',
      any: 'Alle Dateien',
      table: 'Tabelle (CSV)',
      pdf: 'PDF',
      contacts: 'Kontakte (vCard)',
      workbook: 'Excel-Datei',
      archive: 'Archiv (ZIP)',
      mail: 'E-Mail (EML)',
    },
  },
  en: {
    kinds: {
      customers: 'Customer lists (Excel, CSV, vCard)',
      backup: 'Backups',
      image: 'Pictures',
      logo: 'Logo (PNG, JPEG, SVG)',
      any: 'All files',
      table: 'Table (CSV)',
      pdf: 'PDF',
      contacts: 'Contacts (vCard)',
      workbook: 'Excel file',
      archive: 'Archive (ZIP)',
      mail: 'E-mail (EML)',
    },
  },
} satisfies Record<'de' | 'en', DialogWords>
