/** What the system's file dialogs call the files they show. */
export interface DialogWords {
  kinds: Record<'customers' | 'backup' | 'image' | 'any' | 'table' | 'pdf' | 'contacts', string>
}

export const dialogWords = {
  de: {
    kinds: {
      customers: 'Kundenlisten (Excel, CSV, vCard)',
      backup: 'Sicherungen',
      image: 'Bilder',
      any: 'Alle Dateien',
      table: 'Tabelle (CSV)',
      pdf: 'PDF',
      contacts: 'Kontakte (vCard)',
    },
  },
  en: {
    kinds: {
      customers: 'Customer lists (Excel, CSV, vCard)',
      backup: 'Backups',
      image: 'Pictures',
      any: 'All files',
      table: 'Table (CSV)',
      pdf: 'PDF',
      contacts: 'Contacts (vCard)',
    },
  },
} satisfies Record<'de' | 'en', DialogWords>
